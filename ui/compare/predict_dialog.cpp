#include "ui/compare/predict_dialog.h"

#include "ui/compare/source_box.h"
#include "ui/jobs/problem_list.h"
#include "ui/widgets/last_folder.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>
#include <iterator>
#include <utility>

namespace macadam {
namespace {

/// Of a control that has neighbours in its row.
QLabel* labelOf(const QString& text, QWidget* control) {
  auto* label = new QLabel(text, control->parentWidget());
  label->setBuddy(control);
  return label;
}

std::filesystem::path pathOf(const QString& text) {
  return text.trimmed().toStdString();
}

}  // namespace

PredictDialog::PredictDialog(QThreadPool& threads, std::vector<CompareSource> networks, const std::string& chosen,
                             const std::vector<PictureOffer>& offers, const std::filesystem::path& folder,
                             double threshold, QWidget* parent)
    : QDialog(parent),
      networks_(std::move(networks)),
      network_(new SourceBox(this)),
      pictures_(new QComboBox(this)),
      mask_(new QCheckBox(tr("&Masks: NAME_mask.tif, 255 on roads"), this)),
      probability_(new QCheckBox(tr("P&robabilities: NAME_probability.tif, 0 to 1"), this)),
      threshold_(new QDoubleSpinBox(this)),
      folder_(new QLineEdit(QString::fromStdString(folder.string()), this)),
      replace_(new QCheckBox(tr("Re&place files that are there already"), this)),
      summary_(new QLabel(tr("Looking at what is there…"), this)),
      planner_(
          threads, Overtaken::Dropped, [this](PredictionPlan plan) { showPlan(std::move(plan)); },
          [this](const QList<Problem>& problems) { showProblem(problemText(problems)); }) {
  setWindowTitle(tr("Predict and save"));
  network_->setSources(networks_, chosen);
  mask_->setChecked(true);
  threshold_->setRange(0.0, 1.0);
  threshold_->setDecimals(3);
  threshold_->setSingleStep(0.05);
  threshold_->setValue(threshold);
  layOut();
  for (const PictureOffer& offer : offers) addPictures(offer);
  pictures_->setCurrentIndex(offers.empty() ? -1 : 0);
  connect(network_, &QComboBox::currentIndexChanged, this, &PredictDialog::refresh);
  connect(pictures_, &QComboBox::currentIndexChanged, this, &PredictDialog::refresh);
  connect(folder_, &QLineEdit::textChanged, this, &PredictDialog::refresh);
  for (const QCheckBox* box : {mask_, probability_, replace_}) {
    connect(box, &QCheckBox::toggled, this, &PredictDialog::refresh);
  }
  refresh();
}

void PredictDialog::layOut() {
  network_->setAccessibleName(tr("Network"));
  pictures_->setAccessibleName(tr("Pictures"));
  pictures_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  pictures_->setMinimumContentsLength(24);
  threshold_->setAccessibleName(tr("Threshold"));
  threshold_->setToolTip(tr("Above this probability a pixel of a mask is road"));
  folder_->setAccessibleName(tr("Folder to write to"));
  summary_->setWordWrap(true);
  summary_->setMinimumHeight(3 * fontMetrics().lineSpacing());
  summary_->setAlignment(Qt::AlignTop);

  auto* pictures = new QHBoxLayout;
  pictures->addWidget(pictures_, 1);
  auto* fromFolder = new QPushButton(tr("F&older…"), this);
  auto* fromFiles = new QPushButton(tr("F&iles…"), this);
  pictures->addWidget(fromFolder);
  pictures->addWidget(fromFiles);
  auto* files = new QVBoxLayout;
  files->setSpacing(4);
  files->addWidget(mask_);
  files->addWidget(probability_);
  auto* threshold = new QHBoxLayout;
  threshold->addWidget(threshold_);
  threshold->addStretch(1);
  auto* output = new QHBoxLayout;
  output->addWidget(folder_, 1);
  auto* browse = new QToolButton(this);
  browse->setText("…");
  browse->setAccessibleName(tr("Choose the folder to write to"));
  browse->setToolTip(browse->accessibleName());
  output->addWidget(browse);

  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setVerticalSpacing(8);
  form->addRow(tr("&Network"), network_);
  form->addRow(labelOf(tr("Pi&ctures"), pictures_), pictures);
  form->addRow(tr("Write"), files);
  form->addRow(labelOf(tr("&Threshold"), threshold_), threshold);
  form->addRow(labelOf(tr("&Into"), folder_), output);
  form->addRow(QString(), replace_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  predict_ = buttons->addButton(tr("Predict"), QDialogButtonBox::AcceptRole);
  predict_->setDefault(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 14, 16, 12);
  layout->setSpacing(12);
  layout->addLayout(form);
  layout->addWidget(summary_);
  layout->addWidget(buttons);
  resize(560, sizeHint().height());
  connect(fromFolder, &QPushButton::clicked, this, &PredictDialog::chooseFolder);
  connect(fromFiles, &QPushButton::clicked, this, &PredictDialog::chooseFiles);
  connect(browse, &QToolButton::clicked, this, &PredictDialog::chooseOutput);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void PredictDialog::addPictures(const PictureOffer& offer) {
  offers_.push_back(offer);
  pictures_->addItem(offer.title);
  pictures_->setCurrentIndex(pictures_->count() - 1);
}

void PredictDialog::addFolder(const std::filesystem::path& folder) {
  try {
    const auto inside = picturesToPredict({folder});
    const auto count = static_cast<int>(inside.size());
    const QString title = count == 1 ? tr("%1: one picture") : tr("%1: %n pictures", nullptr, count);
    addPictures({title.arg(QString::fromStdString(folder.string())), inside});
  } catch (const Error& error) {
    addPictures({problemText(problemsOf(error)), {}});
  }
}

void PredictDialog::chooseFolder() {
  const QString folder = LastFolder("pictures").chooseFolder(this, tr("Folder of pictures"));
  if (!folder.isEmpty()) addFolder(pathOf(folder));
}

void PredictDialog::chooseFiles() {
  const LastFolder last("pictures");
  const QStringList files = QFileDialog::getOpenFileNames(this, tr("Pictures"), last.path());
  if (files.isEmpty()) return;
  last.remember(QFileInfo(files.front()).path());
  PictureOffer offer{
      files.size() == 1 ? QFileInfo(files.front()).fileName() : tr("%n files", nullptr, static_cast<int>(files.size())),
      {}};
  std::ranges::transform(files, std::back_inserter(offer.pictures), pathOf);
  addPictures(offer);
}

void PredictDialog::chooseOutput() {
  const QString folder = LastFolder("predictions", folder_->text()).chooseFolder(this, tr("Folder to write to"));
  if (!folder.isEmpty()) folder_->setText(folder);
}

/// What has to be chosen before the files can be planned; empty when all is.
QString PredictDialog::objection() const {
  const int chosen = pictures_->currentIndex();
  if (network_->chosen().empty()) return tr("Choose a network.");
  if (chosen < 0) return tr("Choose pictures: a folder, or files.");
  const PictureOffer& offer = offers_[static_cast<std::size_t>(chosen)];
  if (offer.pictures.empty()) return offer.title;
  if (!mask_->isChecked() && !probability_->isChecked()) return tr("Choose masks, probabilities, or both.");
  const std::filesystem::path folder = pathOf(folder_->text());
  if (folder.empty()) return tr("Name a folder to write to.");
  if (!folder.is_absolute()) return tr("Name the folder from the root on, as in /home/me/roads.");
  return {};
}

/// Why the planned files cannot be written; empty when they can.
QString PredictDialog::planProblem() const {
  if (plan_.problems.empty()) return existingProblem();
  const QString first = problemText({plan_.problems.front()});
  const auto more = static_cast<int>(plan_.problems.size()) - 1;
  return more == 0 ? first : tr("%1 (and %n more)", nullptr, more).arg(first);
}

QString PredictDialog::existingProblem() const {
  if (plan_.existing.empty() || replace_->isChecked()) return {};
  const QString first = QString::fromStdString(plan_.existing.front().filename().string());
  const auto count = static_cast<int>(plan_.existing.size());
  return count == 1 ? tr("%1 is there already: replace it, or write to another folder.").arg(first)
                    : tr("%1 and other files, %n in all, are there already: replace them, or write to another folder.",
                         nullptr, count)
                          .arg(first);
}

QString PredictDialog::summary() const {
  const auto pictures = static_cast<int>(plan_.pictures.size());
  const QString count = pictures == 1 ? tr("One picture") : tr("%n pictures", nullptr, pictures);
  return tr("%1, as GeoTIFF that lies on the earth where the pictures do. Of a tile its whole picture is predicted. "
            "What has no data has none in the results.")
      .arg(count);
}

void PredictDialog::refresh() {
  threshold_->setEnabled(mask_->isChecked());
  const CompareSource* source = findSource(networks_, network_->chosen());
  network_->setShortText(source == nullptr ? QString() : tr("%1 (%2)").arg(source->title, source->group));
  predict_->setEnabled(false);
  plan_ = {};
  if (const QString missing = objection(); !missing.isEmpty()) {
    planner_.forget();
    return showProblem(missing);
  }
  const PredictionOutput output{pathOf(folder_->text()), mask_->isChecked(), probability_->isChecked()};
  planner_.run([pictures = offers_[static_cast<std::size_t>(pictures_->currentIndex())].pictures, output] {
    return planPredictions(pictures, output);
  });
}

void PredictDialog::showPlan(PredictionPlan plan) {
  plan_ = std::move(plan);
  showProblem(planProblem());
}

void PredictDialog::showProblem(const QString& problem) {
  predict_->setEnabled(problem.isEmpty());
  replace_->setVisible(!plan_.existing.empty());
  QPalette colours = palette();
  if (!problem.isEmpty()) colours.setColor(QPalette::WindowText, Theme::instance().colours().error);
  summary_->setPalette(colours);
  summary_->setText(problem.isEmpty() ? summary() : problem);
}

QString PredictDialog::problem() const {
  return predict_->isEnabled() ? QString() : summary_->text();
}

FilePrediction PredictDialog::prediction() const {
  const CompareSource* source = findSource(networks_, network_->chosen());
  return {.source = source == nullptr ? CompareSource() : *source,
          .pictures = plan_.pictures,
          .folder = pathOf(folder_->text()),
          .threshold = threshold_->value()};
}

}  // namespace macadam
