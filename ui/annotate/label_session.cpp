#include "ui/annotate/label_session.h"

#include "data/edited_masks.h"
#include "image/ground_size.h"
#include "labels/mask_facts.h"
#include "labels/saved_labels.h"

#include <QUndoCommand>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr int kSaveDelayMilliseconds = 1500;

QRect toQt(const cv::Rect& area) {
  return {area.x, area.y, area.width, area.height};
}

QString savingTitle(const Sample& sample) {
  return LabelSession::tr("Saving the labels of %1").arg(QString::fromStdString(imageOf(sample)));
}

}  // namespace

/// A step of the editor's history, which itself knows what it holds, and of those of the tiles beside.
class StepCommand : public QUndoCommand {
 public:
  StepCommand(LabelSession& session, const QString& text) : QUndoCommand(text), session_(session) {}
  /// @param isHere whether the step changed something in the session's own picture.
  StepCommand(LabelSession& session, const QString& text, bool isHere, std::vector<SeamPart> beside)
      : QUndoCommand(text), session_(session), isHere_(isHere), beside_(std::move(beside)) {}

  void undo() override {
    if (isHere_) session_.step(false);
    tell(session_.seams_.undo(beside_));
  }
  void redo() override {
    if (!std::exchange(isDone_, true)) return;
    if (isHere_) session_.step(true);
    tell(session_.seams_.redo(beside_));
  }

 private:
  void tell(const std::vector<std::string>& stayed) const {
    if (!stayed.empty()) Q_EMIT session_.stayedIn(stayed);
  }

  LabelSession& session_;
  bool isHere_ = true;
  std::vector<SeamPart> beside_;
  bool isDone_ = false;
};

std::shared_ptr<AnnotatedPicture> openForAnnotation(const Project& project, const Sample& sample, LabelAccess access) {
  const Raster raster(sample.image, sample.pixels);
  const cv::Size size = raster.size();
  auto opened =
      std::make_shared<AnnotatedPicture>(AnnotatedPicture{LabelEditor(project, sample, access), sample, {}, {}});
  if (std::int64_t(size.width) * size.height <= LabelSession::kLargestInMemory)
    opened->rgb = raster.readRgb(raster.whole());
  if (const auto ground = raster.georeference()) opened->metresPerPixel = metresPerPixel(*ground, size);
  return opened;
}

LabelSession::LabelSession(std::shared_ptr<AnnotatedPicture> opened, QString readOnly, Jobs& jobs, QObject* parent)
    : QObject(parent), opened_(std::move(opened)), readOnly_(std::move(readOnly)), jobs_(jobs) {
  delay_.setSingleShot(true);
  delay_.setInterval(kSaveDelayMilliseconds);
  connect(&delay_, &QTimer::timeout, this, &LabelSession::save);
  fillHistory();
  if (!isSaved() && opened_->editor.canEdit()) delay_.start();
}

LabelSession::~LabelSession() {
  cancel();
  finishSaving();
}

cv::Rect LabelSession::window() const {
  const auto& part = sample().window;
  return part ? cv::Rect(part->x, part->y, part->width, part->height) : whole();
}

bool LabelSession::mayChange() {
  if (readOnly_.isEmpty() && opened_->editor.canEdit()) return true;
  Q_EMIT refused(readOnly_.isEmpty() ? tr("These labels are only shown") : readOnly_);
  return false;
}

/// The steps of earlier sessions, those that are undone among them.
void LabelSession::fillHistory() {
  replaysHistory_ = true;
  for (const LabelStep& step : editor().steps()) undo_.push(new StepCommand(*this, QString::fromStdString(step.text)));
  undo_.setIndex(static_cast<int>(editor().position()));
  replaysHistory_ = false;
}

void LabelSession::step(bool forward) {
  if (replaysHistory_) return;
  const cv::Rect area = forward ? opened_->editor.redo() : opened_->editor.undo();
  Q_EMIT changed(toQt(area));
  Q_EMIT savedChanged();
  delay_.start();
  tellOfJournal();
}

bool LabelSession::begin(const QString& text) {
  if (isInStep() || !mayChange()) return false;
  seams_.waitUntilOnDisk();
  opened_->editor.begin(text.toStdString());
  stepText_ = text;
  wasActive_ = undo_.isActive();
  undo_.setActive(false);
  return true;
}

void LabelSession::paintHere(const Region& region, Label label, std::uint8_t source) {
  const cv::Rect area = opened_->editor.paint(region, label, source);
  if (!area.empty()) Q_EMIT changed(toQt(area));
}

void LabelSession::paint(const Region& region, Label label, std::uint8_t source) {
  paintHere(region, label, source);
  seams_.paint(stepText_, region, label, editor().sources().find(source));
}

void LabelSession::end() {
  const bool isHere = opened_->editor.end();
  undo_.setActive(wasActive_);
  std::vector<SeamPart> beside = seams_.end();
  if (!isHere && beside.empty()) return;
  undo_.push(new StepCommand(*this, stepText_, isHere, std::move(beside)));
  if (!isHere) return;
  Q_EMIT savedChanged();
  delay_.start();
  tellOfJournal();
}

void LabelSession::cancel() {
  if (!isInStep()) return;
  Q_EMIT changed(toQt(opened_->editor.cancel()));
  undo_.setActive(wasActive_);
  seams_.cancel();
}

void LabelSession::waitUntilOnDisk() {
  try {
    opened_->editor.waitUntilOnDisk();
  } catch (const Error&) {  // `failed` has said it
  }
}

void LabelSession::removeNeighbours() {
  cancel();
  seams_.clear();
}

void LabelSession::apply(const QString& text, const Region& region, Label label, std::uint8_t source, StepReach reach) {
  if (!begin(text)) return;
  try {
    if (reach == StepReach::AllTiles) {
      paint(region, label, source);
    } else {
      paintHere(region, label, source);
    }
  } catch (...) {
    cancel();
    throw;
  }
  end();
}

std::uint8_t LabelSession::sourceOf(const LabelSource& source) {
  return opened_->editor.sources().codeOf(source);
}

/// Once, until it is on the disk again.
void LabelSession::tellOfJournal() {
  const std::optional<Problem> problem = opened_->editor.journalProblem();
  if (problem && !isJournalBehind_) Q_EMIT failed({*problem});
  isJournalBehind_ = problem.has_value();
}

cv::Mat LabelSession::pixels(const cv::Rect& area) {
  if (!opened_->rgb.empty()) return opened_->rgb(area);
  if (area != lastRead_) {
    if (!raster_) raster_ = std::make_unique<Raster>(sample().image, sample().pixels);
    lastPixels_ = raster_->readRgb({area.x, area.y, area.width, area.height});
    lastRead_ = area;
  }
  return lastPixels_;
}

cv::Mat LabelSession::probability(const cv::Rect& area) const {
  cv::Mat part;
  for (const Placed& placed : probabilities_) {
    const cv::Rect common = placed.window & area;
    if (common.empty()) continue;
    if (part.empty()) part = cv::Mat::zeros(area.size(), CV_32FC1);
    (*placed.probability)(common - placed.window.tl()).convertTo(part(common - area.tl()), CV_32F, 1.0 / 65535.0);
  }
  return part;
}

void LabelSession::setProbability(const cv::Rect& window, std::shared_ptr<const cv::Mat> probability) {
  std::erase_if(probabilities_, [&](const Placed& placed) { return placed.window == window; });
  if (probability) probabilities_.push_back({window, std::move(probability)});
  Q_EMIT probabilityChanged();
}

void LabelSession::forgetProbabilities() {
  if (std::exchange(probabilities_, {}).empty()) return;
  Q_EMIT probabilityChanged();
}

void LabelSession::save() {
  if (isInStep()) return delay_.start();
  if (isSaved() || isWriting_ || !opened_->editor.canEdit()) return;
  delay_.stop();
  isWriting_ = true;
  const auto snapshot = std::make_shared<LabelSnapshot>(opened_->editor.snapshot());
  writing_ = jobs_.startWriting<bool>(
      savingTitle(sample()), this,
      [snapshot](QPromise<bool>& promise) {
        saveLabels(*snapshot);
        factsOf(maskFileOf(*snapshot));  // so that nobody has to read it in the window's thread
        promise.addResult(true);
      },
      [this, snapshot](bool) { finish(snapshot->position, maskFileOf(*snapshot)); },
      [this](const QList<Problem>& problems) { Q_EMIT failed(problems); }, [this] { isWriting_ = false; });
}

void LabelSession::finish(std::size_t position, const std::filesystem::path& mask) {
  if (position < savedPosition_) return;  // told late: more has been written since
  savedPosition_ = position;
  opened_->editor.saved(position);
  Q_EMIT savedChanged();
  Q_EMIT saved(imageOf(sample()), mask);
  if (!isSaved() && !delay_.isActive()) delay_.start();
}

void LabelSession::finishSaving() {
  delay_.stop();
  if (isWriting_) writing_.waitForFinished();
  if (isInStep() || isSaved() || !opened_->editor.canEdit()) return;
  try {
    const LabelSnapshot snapshot = opened_->editor.snapshot();
    saveLabels(snapshot);
    factsOf(maskFileOf(snapshot));
    finish(snapshot.position, maskFileOf(snapshot));
  } catch (...) {
    Q_EMIT failed(caughtProblems(savingTitle(sample()).toStdString()));
  }
}

}  // namespace macadam
