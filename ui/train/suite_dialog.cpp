#include "ui/train/suite_dialog.h"

#include "base/error.h"
#include "spec/field.h"
#include "ui/train/method_rows.h"
#include "ui/train/spec_words.h"
#include "ui/train/suite_estimate.h"
#include "ui/widgets/duration_text.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/window_words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace macadam {

std::vector<std::uint64_t> seedsFrom(const QString& text) {
  std::vector<std::uint64_t> seeds;
  for (const QString& word : text.split(QRegularExpression("[\\s,;]+"), Qt::SkipEmptyParts)) {
    bool isNumber = false;
    const std::uint64_t seed = word.toULongLong(&isNumber);
    if (!isNumber || seed > (1ULL << 53) - 1) {
      throw Error("seed “" + word.toStdString() + "”", "is no number that can be a seed",
                  "write whole numbers such as 1, 2, 3");
    }
    if (std::ranges::find(seeds, seed) == seeds.end()) seeds.push_back(seed);
  }
  return seeds;
}

SuiteDialog::SuiteDialog(RunSpec base, std::filesystem::path runs, QStringList taken, QWidget* parent)
    : QDialog(parent),
      base_(std::move(base)),
      runs_(std::move(runs)),
      taken_(std::move(taken)),
      seeds_(new QLineEdit("1, 2, 3", this)),
      folder_(new QLineEdit(QString::fromStdString(base_.name) + "-suite", this)),
      summary_(new QLabel(this)),
      time_(new MutedLabel(this)) {
  setWindowTitle(tr("Add a suite"));
  auto* intro = new QLabel(tr("A suite trains the rows of a table from the present settings, on one split, and "
                              "the teachers once for each seed. Its runs can then be compared in one table."),
                           this);
  intro->setWordWrap(true);
  auto* rows = new QVBoxLayout;
  rows->setSpacing(4);
  auto* tables = new QComboBox(this);
  for (const SuiteTable& table : suiteTables()) tables->addItem(QString::fromStdString(table.title));
  tables->setAccessibleName(tr("Table"));
  tables->setToolTip(tr("Checks its rows below, each of which can be left out or added."));
  tables->setObjectName("table");
  connect(tables, &QComboBox::activated, this,
          [this](int place) { takeTable(suiteTables()[static_cast<std::size_t>(place)]); });
  for (const SuiteRow& row : suiteRows()) {
    auto* box = new QCheckBox(rowLabel(row.name), this);
    box->setAccessibleName(rowLabel(row.name));
    box->setObjectName(QString::fromStdString(row.name));
    connect(box, &QCheckBox::toggled, this, &SuiteDialog::refresh);
    rows->addWidget(box);
    rows_.push_back(box);
  }
  seeds_->setAccessibleName(tr("Seeds"));
  seeds_->setToolTip(tr("Each seed trains every row once; three show how much the results vary."));
  seeds_->setObjectName("seeds");
  folder_->setAccessibleName(tr("Folder"));
  folder_->setToolTip(tr("Below the project’s folder of runs."));
  folder_->setObjectName("folder");
  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setVerticalSpacing(8);
  form->addRow(tr("&Table"), tables);
  form->addRow(tr("Rows"), rows);
  form->addRow(tr("&Seeds"), seeds_);
  form->addRow(tr("&Folder"), folder_);
  summary_->setWordWrap(true);
  summary_->setMinimumHeight(2 * fontMetrics().lineSpacing());
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  add_ = buttons->addButton(tr("Add suite"), QDialogButtonBox::AcceptRole);
  add_->setDefault(true);
  setTabOrder(rows_.back(), seeds_);
  setTabOrder(seeds_, folder_);
  setTabOrder(folder_, add_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 14, 16, 12);
  layout->setSpacing(12);
  layout->addWidget(intro);
  layout->addLayout(form);
  layout->addWidget(summary_);
  time_->setObjectName("time");
  time_->setWordWrap(true);
  time_->hide();
  layout->addWidget(time_);
  layout->addWidget(buttons);
  connect(seeds_, &QLineEdit::textChanged, this, &SuiteDialog::refresh);
  connect(folder_, &QLineEdit::textChanged, this, &SuiteDialog::refresh);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  takeTable(suiteTables().front());
  resize(460, sizeHint().height());
}

SuiteDialog::~SuiteDialog() {
  estimating_.cancel();
}

void SuiteDialog::offerEstimate(Jobs& jobs, EngineAccess engine) {
  auto* buttons = findChild<QDialogButtonBox*>();
  estimate_ = buttons->addButton(tr("&Estimate the time"), QDialogButtonBox::ActionRole);
  estimate_->setObjectName("estimate");
  estimate_->setToolTip(tr("Train a few steps of each row on random pictures"));
  connect(estimate_, &QPushButton::clicked, this,
          [this, &jobs, engine = std::move(engine)] { estimate(jobs, engine); });
  refresh();
}

void SuiteDialog::estimate(Jobs& jobs, const EngineAccess& engine) {
  estimate_->setEnabled(false);
  time_->setText(tr("Training a few steps of each row on random pictures…"));
  time_->show();
  estimating_ = jobs.startLong<double>(
      tr("Estimating the suite"), this,
      [plan = suite_.plan, engine](QPromise<double>& promise) {
        const auto seconds = suiteSeconds(engine(), plan, [&promise] { return promise.isCanceled(); });
        if (seconds) promise.addResult(*seconds);
      },
      [this](double seconds) { time_->setText(tr("About %1, evaluations not counted.").arg(roughTime(seconds))); },
      [this](const QList<Problem>& problems) {
        time_->setText(sentence(describe(inWindowWords(problems.constFirst())), ""));
      },
      [this] { estimate_->setEnabled(add_->isEnabled()); });
}

QString SuiteDialog::problem() const {
  return add_->isEnabled() ? QString() : summary_->text();
}

/// Plans the suite, or says why it cannot be planned.
QString SuiteDialog::planProblem() {
  const QString folder = folder_->text().trimmed();
  if (folder.isEmpty() || folder.contains('/') || folder.startsWith('.')) {
    return tr("The folder needs a name without / that does not begin with a dot.");
  }
  std::vector<std::string> rows;
  for (const QCheckBox* box : rows_) {
    if (box->isChecked()) rows.push_back(box->objectName().toStdString());
  }
  if (rows.empty()) return tr("Choose at least one row.");
  try {
    const std::vector<std::uint64_t> seeds = seedsFrom(seeds_->text());
    if (seeds.empty()) return tr("Write at least one seed.");
    suite_ = {planSuite(base_, rows, seeds), runs_ / folder.toStdString()};
  } catch (const Error& error) {
    return sentence(error.what(), "");
  }
  return {};
}

void SuiteDialog::takeTable(const SuiteTable& table) {
  for (QCheckBox* box : rows_) {
    const QSignalBlocker quiet(box);
    box->setChecked(std::ranges::find(table.rows, box->objectName().toStdString()) != table.rows.end());
  }
  refresh();
}

void SuiteDialog::refresh() {
  const QString problem = planProblem();
  add_->setEnabled(problem.isEmpty());
  estimating_.cancel();
  time_->hide();
  if (estimate_ != nullptr) estimate_->setEnabled(problem.isEmpty());
  QString text = problem;
  if (problem.isEmpty()) {
    std::int64_t iterations = 0;
    for (const SuiteRun& run : suite_.plan) iterations += iterationsOf(run);
    const std::size_t count = suite_.plan.size();
    text = (count == 1 ? tr("One run, %L1 iterations.").arg(iterations)
                       : tr("%L1 runs, %L2 iterations in all.").arg(count).arg(iterations));
    if (taken_.contains(folder_->text().trimmed())) {
      text +=
          ' ' + tr("This suite exists: what is complete in it is kept, the rest goes on, on the split that it has.");
    }
  }
  QPalette colours = palette();
  if (!problem.isEmpty()) colours.setColor(QPalette::WindowText, Theme::instance().colours().error);
  summary_->setPalette(colours);
  summary_->setText(text);
}

}  // namespace macadam
