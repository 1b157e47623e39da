#include "ui/train/run_set_up.h"

#include "spec/run_spec_toml.h"
#include "ui/project/project_document.h"
#include "ui/train/estimate_card.h"
#include "ui/train/spec_form.h"
#include "ui/train/start_from_menu.h"
#include "ui/train/suite_dialog.h"
#include "ui/widgets/finding_list.h"
#include "ui/widgets/last_folder.h"
#include "ui/widgets/muted_label.h"

#include <QAction>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr int kDemoTileSize = 128;
constexpr int kKeepDraftMilliseconds = 1000;  ///< After the last change, so that a crash loses little.
constexpr int kCheckMilliseconds = 300;       ///< After the last change.

constexpr int kLinesInSight = 8;  ///< Of what would stop or spoil the run.

constexpr auto kDrafts = "drafts", kSuites = "suites";

/// Where the settings that were last in the form for a project are kept.
QString draftKey(const char* kind, const ProjectDocument& document) {
  const QByteArray folder = QByteArray::fromStdString(document.project().folder.string());
  return QString("train/%1/").arg(kind) + QCryptographicHash::hash(folder, QCryptographicHash::Sha1).toHex();
}

/// Of the samples whose size is known; 0 where there is none.
int shortestSideOf(const Dataset& dataset) {
  int shortest = 0;
  for (const Sample& sample : dataset.samples) {
    const int side = std::min(sample.width, sample.height);
    if (side > 0) shortest = shortest == 0 ? side : std::min(shortest, side);
  }
  return shortest;
}

RunSource sourceOf(const ProjectDocument& document) {
  const Project& project = document.project();
  const Split& split = document.split();
  RunSource source{.data = project.folder,
                   .windowSize = project.tileSize,
                   .shortestSide = shortestSideOf(*document.dataset()),
                   .labelled = split.labelled.size(),
                   .unlabelled = split.unlabelled.size(),
                   .validation = split.validation};
  if (project.activeSplit.empty()) {
    source.summary = RunSetUp::tr("%1: no split yet, one is drawn when the run starts.").arg(document.name());
    return source;
  }
  source.split = project.splitFile(project.activeSplit);
  source.summary = RunSetUp::tr("%1, split “%2”: %L3 labelled, %L4 unlabelled, %L5 validation, %L6 test.")
                       .arg(document.name(), QString::fromStdString(project.activeSplit))
                       .arg(split.labelled.size())
                       .arg(split.unlabelled.size())
                       .arg(split.validation.size())
                       .arg(split.test.size());
  return source;
}

LastFolder settingsFolder(const ProjectDocument* document) {
  return LastFolder("settings", document == nullptr ? QString() : document->parentFolder());
}

}  // namespace

RunSetUp::RunSetUp(Jobs& jobs, EngineAccess engine, const Actions& actions, QWidget* parent)
    : QWidget(parent),
      jobs_(jobs),
      engine_(std::move(engine)),
      startFrom_(new StartFromMenu(actions.openSettings, actions.saveSettings, this)),
      edited_(new MutedLabel(tr("changed"), this)),
      form_(new SpecForm(this)),
      card_(new EstimateCard(actions.estimate, this)),
      findings_(new FindingList(this)),
      findingsArea_(new QScrollArea(this)),
      checks_(
          threads_, Overtaken::Dropped, [this](const std::vector<Finding>& findings) { showFindings(findings); },
          [this](const QList<Problem>& problems) { Q_EMIT message(problemText(problems)); }),
      startChecks_(
          threads_, Overtaken::Dropped,
          [this](const std::vector<Finding>& findings) { std::exchange(then_, {})(findings); },
          [this](const QList<Problem>& problems) {
            then_ = {};
            Q_EMIT message(problemText(problems));
          }) {
  layOut();
  checkDelay_.setSingleShot(true);
  checkDelay_.setInterval(kCheckMilliseconds);
  connect(&checkDelay_, &QTimer::timeout, this, [this] {
    if (document_ != nullptr) checks_.run(checking(form_->spec()));
  });
  startFrom_->setBase(form_->from());
  auto* keep = new QTimer(this);
  keep->setSingleShot(true);
  keep->setInterval(kKeepDraftMilliseconds);
  connect(keep, &QTimer::timeout, this, &RunSetUp::saveDraft);
  connect(form_, &SpecForm::changed, keep, qOverload<>(&QTimer::start));
  connect(form_, &SpecForm::changed, this, [this] {
    startFrom_->setBase(form_->from());
    edited_->setVisible(form_->isEdited());
    if (!isEstimating_) card_->markOutdated(form_->spec() != estimated_);
    checkSoon();
    Q_EMIT changed();
  });
  connect(form_, &SpecForm::weightsNamed, this, &RunSetUp::inspectWeights);
  connect(findings_, &FindingList::fixWished, this, [this](const Finding& finding) {
    if (finding.fix != Fix::ShowField) return void(Q_EMIT mendWished(finding));
    if (finding.problem.where.empty()) {
      form_->showFirstProblem();
    } else {
      form_->showField(finding.problem.where);
    }
  });
  connect(startFrom_, &StartFromMenu::presetChosen, this, &RunSetUp::showPreset);
  connect(startFrom_, &StartFromMenu::runChosen, this,
          [this](const RunSpec& spec, const QString& run) { showSpec(spec, tr("Run %1").arg(run)); });
}

void RunSetUp::layOut() {
  auto* heading = new QHBoxLayout;
  heading->setContentsMargins(14, 6, 10, 6);
  heading->setSpacing(8);
  auto* headingText = new QLabel(tr("Start from"), this);
  heading->addWidget(headingText);
  heading->addWidget(startFrom_);
  edited_->setToolTip(tr("The settings below are no longer quite those that they began from"));
  edited_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  edited_->hide();
  heading->addWidget(edited_, 1);
  heading->addStretch();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(heading);
  layout->addWidget(form_, 1);
  findings_->setContentsMargins(12, 6, 10, 6);
  findingsArea_->setWidget(findings_);
  findingsArea_->setWidgetResizable(true);
  findingsArea_->setFrameShape(QFrame::NoFrame);
  findingsArea_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  findingsArea_->setAccessibleName(findings_->accessibleName());
  findingsArea_->hide();
  layout->addWidget(findingsArea_);
  layout->addWidget(card_);
}

void RunSetUp::setDocument(ProjectDocument* document) {
  if (document_ != nullptr) {
    saveDraft();
    document_->disconnect(this);
  }
  document_ = document;
  checks_.forget();
  startChecks_.forget();
  then_ = {};
  startFrom_->setRuns(document != nullptr ? &document->runs() : nullptr);
  if (document != nullptr) {
    connect(document, &ProjectDocument::splitChanged, this, &RunSetUp::showSource);
    connect(document, &ProjectDocument::labelsChanged, this, &RunSetUp::checkSoon);
    connect(document, &ProjectDocument::roadSharesChanged, this, &RunSetUp::checkSoon);
    if (!loadDraft()) showPreset(document->project().tileSize <= kDemoTileSize ? "demo" : "small");
  }
  form_->clearHistory();
  showSource();
  showFindings({});
  card_->showOffer();
}

void RunSetUp::showSource() {
  form_->setSource(document_ != nullptr ? std::optional(sourceOf(*document_)) : std::nullopt);
  checkSoon();
}

std::function<std::vector<Finding>()> RunSetUp::checking(const RunSpec& spec) const {
  const Project& project = document_->project();
  return [spec, runs = project.runs(), dataset = document_->dataset(),
          split = project.activeSplit.empty() ? std::nullopt : std::optional(document_->split()),
          contents = document_->contents()] { return checkStart(spec, runs, *dataset, split, contents); };
}

void RunSetUp::check(const RunSpec& spec, Checked then) {
  if (document_ == nullptr) return;
  const bool isOfForm = spec == form_->spec();
  if (isOfForm) {
    checkDelay_.stop();
    checks_.forget();  // this one is as new
  }
  then_ = [this, isOfForm, then = std::move(then)](const std::vector<Finding>& findings) {
    if (isOfForm || !obstaclesIn(findings).empty()) showFindings(findings);
    then(findings);
  };
  startChecks_.run(checking(spec));
}

void RunSetUp::checkSoon() {
  checks_.forget();  // what is looked at now is of yesterday
  checkDelay_.start();
}

/// What the form says below its fields is one line here.
void RunSetUp::showFindings(std::vector<Finding> findings) {
  const std::vector<Problem> problems = form_->problems();
  std::erase_if(findings, [&](const Finding& finding) {
    return finding.fix == Fix::ShowField &&
           std::ranges::find(problems, finding.problem.where, &Problem::where) != problems.end();
  });
  const auto wrong = static_cast<int>(problems.size());
  if (document_ != nullptr && wrong > 0) {
    const QString text = wrong == 1 ? tr("One setting is not right") : tr("%1 settings are not right").arg(wrong);
    findings.insert(findings.begin(), {Severity::Stops, {"", text.toStdString(), ""}, Fix::ShowField});
  }
  findingsArea_->setVisible(!findings.empty());
  findings_->setFindings(std::move(findings));
  fitFindings();
}

/// As high as its lines are when they are broken at this width, up to some.
void RunSetUp::fitFindings() {
  const int height = findings_->heightForWidth(width());
  findingsArea_->setFixedHeight(std::clamp(height, 1, kLinesInSight * fontMetrics().lineSpacing()));
}

void RunSetUp::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitFindings();
}

void RunSetUp::showObstacles() {
  findingsArea_->verticalScrollBar()->setValue(0);
  for (std::size_t line = 0; line < findings_->findings().size(); ++line) {
    if (QPushButton* button = findings_->button(line)) return button->setFocus(Qt::OtherFocusReason);
  }
}

void RunSetUp::showPreset(const std::string& name) {
  form_->usePreset(name);
}

void RunSetUp::showSpec(const RunSpec& spec, const QString& from) {
  form_->setSpec(spec, from);
}

QString RunSetUp::whyNoEstimate() const {
  if (document_ == nullptr) return tr("no project is open");
  if (isEstimating_) return tr("it is being measured");
  return form_->problems().empty() ? QString() : tr("a setting is not right");
}

bool RunSetUp::estimates(const QWidget* control) const {
  return card_->isAncestorOf(control);
}

void RunSetUp::estimate() {
  if (!whyNoEstimate().isEmpty()) return;
  isEstimating_ = true;
  estimated_ = form_->spec();
  card_->showMeasuring();
  Q_EMIT changed();
  jobs_.startLong<RunEstimate>(
      tr("Estimating"), this,
      [engine = engine_, spec = estimated_](QPromise<RunEstimate>& promise) {
        RunEstimate estimate = estimateRun(engine(), spec, [&] { return promise.isCanceled(); });
        if (!promise.isCanceled()) promise.addResult(std::move(estimate));
      },
      [this](RunEstimate estimate) {
        card_->showEstimate(estimate);
        card_->markOutdated(form_->spec() != estimated_);
      },
      [this](QList<Problem> problems) { card_->showProblems(problems); },
      [this] {
        isEstimating_ = false;
        Q_EMIT changed();
        card_->showOffer();
      });
}

void RunSetUp::inspectWeights(const QString& file) {
  jobs_.start<WeightsReport>(
      tr("Reading weights"), this,
      [engine = engine_, file](QPromise<WeightsReport>& promise) {
        Engine& loaded = engine();  // where that fails, the file is not to blame
        try {
          promise.addResult(loaded.inspectWeights(file.toStdString()));
        } catch (const Error& error) {
          WeightsReport report;
          report.refusal = error.problems().front().what;
          promise.addResult(report);
        }
      },
      [this, file](const WeightsReport& report) { form_->setWeights(file, report); });
}

void RunSetUp::offerEstimate(SuiteDialog& dialog) {
  dialog.offerEstimate(jobs_, engine_);
}

void RunSetUp::openSettings() {
  const QString file = settingsFolder(document_).chooseFile(this, tr("Open settings"), tr("Settings (*.toml)"));
  if (file.isEmpty()) return;
  jobs_.start<RunSpec>(
      tr("Reading settings"), this,
      [file](QPromise<RunSpec>& promise) { promise.addResult(loadRunSpec(file.toStdString())); },
      [this, file](RunSpec spec) { showSpec(spec, QFileInfo(file).fileName()); });
}

void RunSetUp::saveSettings() {
  const QString proposal = QString::fromStdString(form_->spec().name) + ".toml";
  const QString file =
      settingsFolder(document_).chooseNewFile(this, tr("Save settings"), proposal, tr("Settings (*.toml)"));
  if (file.isEmpty()) return;
  jobs_.start<bool>(
      tr("Saving settings"), this,
      [file, spec = form_->spec()](QPromise<bool>& promise) {
        saveRunSpec(spec, file.toStdString());
        promise.addResult(true);
      },
      [this, file](bool) { Q_EMIT message(tr("Settings saved as %1").arg(file)); });
}

/// The other methods come back too, as the suite's settings hold them.
bool RunSetUp::loadDraft() {
  const QString draft = QSettings().value(draftKey(kDrafts, *document_)).toString();
  const QString suite = QSettings().value(draftKey(kSuites, *document_)).toString();
  if (draft.isEmpty()) return false;
  try {
    if (!suite.isEmpty()) form_->setSpec(parseRunSpec(suite.toStdString(), "draft"));
    showSpec(parseRunSpec(draft.toStdString(), "draft"), tr("Last settings"));
    return true;
  } catch (const Error&) {  // written by another version
    return false;
  }
}

void RunSetUp::saveDraft() const {
  if (document_ == nullptr) return;
  QSettings settings;
  settings.setValue(draftKey(kDrafts, *document_), QString::fromStdString(toToml(form_->spec())));
  settings.setValue(draftKey(kSuites, *document_), QString::fromStdString(toToml(form_->suiteBase())));
}

}  // namespace macadam
