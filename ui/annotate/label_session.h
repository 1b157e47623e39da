#pragma once

#include "image/raster.h"
#include "labels/label_editor.h"
#include "ui/annotate/seam_steps.h"
#include "ui/jobs/jobs.h"

#include <opencv2/core.hpp>

#include <QObject>
#include <QRect>
#include <QString>
#include <QTimer>
#include <QUndoStack>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// A picture whose labels are open: what a job reads before the window has it.
struct AnnotatedPicture {
  LabelEditor editor;
  Sample sample;                         ///< That was asked for: the picture, or a window of it.
  cv::Mat rgb;                           ///< CV_8UC3, the whole picture; empty of one that is read by windows.
  std::optional<double> metresPerPixel;  ///< Empty where it is not known where the picture lies.
};

/// Where a step may change something.
enum class StepReach {
  AllTiles,  ///< In the tiles beside, too.
  OwnTile
};

/// Reads a picture's labels, replaying what was not saved. For jobs. @throws Error
std::shared_ptr<AnnotatedPicture> openForAnnotation(const Project& project, const Sample& sample, LabelAccess access);

/// The labels of one picture while they are edited: steps, their history, saving beside the window, and what the
/// tools ask of picture and predictions. Lives in the UI thread.
///
/// A step is in the journal when `end` returns; the mask is written some time after the last step, at once on `save`,
/// and before destruction. What cannot be written stays marked and is tried again with the next change.
class LabelSession : public QObject {
  Q_OBJECT

 public:
  /// Pictures of more pixels are read by windows.
  static constexpr std::int64_t kLargestInMemory = 16'000'000;

  /// @param readOnly why nothing may be changed, as a sentence without its full stop; empty where it may.
  LabelSession(std::shared_ptr<AnnotatedPicture> opened, QString readOnly, Jobs& jobs, QObject* parent = nullptr);
  ~LabelSession() override;

  const Sample& sample() const { return opened_->sample; }
  const LabelEditor& editor() const { return opened_->editor; }
  const LabelPlane& plane() const { return opened_->editor.plane(); }
  cv::Size size() const { return plane().size(); }
  cv::Rect whole() const { return plane().whole(); }
  /// The part of the picture that is the sample.
  cv::Rect window() const;
  std::optional<double> metresPerPixel() const { return opened_->metresPerPixel; }
  /// Not the active one of its group while a step is open: there is nothing to undo until it is complete.
  QUndoStack& undoStack() { return undo_; }
  const QString& readOnly() const { return readOnly_; }
  /// False, and `refused` says why, where nothing may be changed.
  bool mayChange();

  // A step: what is painted between `begin` and `end` is undone as one.

  /// As `mayChange`; false, too, while another step is open.
  bool begin(const QString& text);
  /// @param source as LabelSources.
  void paint(const Region& region, Label label, std::uint8_t source = LabelSources::kPerson);
  void end();
  /// Takes the open step back.
  void cancel();
  bool isInStep() const { return opened_->editor.isOpen(); }
  /// A whole step. @throws Error where a tile beside cannot remember the source; nothing is changed then.
  void apply(const QString& text, const Region& region, Label label, std::uint8_t source = LabelSources::kPerson,
             StepReach reach = StepReach::AllTiles);
  /// The last step is safe then, unless `failed` has said otherwise.
  void waitUntilOnDisk();
  /// The code of what was accepted from there.
  std::uint8_t sourceOf(const LabelSource& source);

  /// From here on what is painted beyond this picture, or where both overlap, is painted there too, and undone with it.
  /// The other session has it as a step of its own, and stays the caller's. @param offset of its upper left pixel
  void addNeighbour(LabelSession& neighbour, cv::Point offset) { seams_.add(neighbour, offset); }
  void removeNeighbours();

  /// CV_8UC3 RGB of a rectangle within the picture.
  cv::Mat pixels(const cv::Rect& area);
  /// CV_32FC1 of a rectangle, 0 where nothing is predicted; empty where nothing of it is.
  cv::Mat probability(const cv::Rect& area) const;
  /// @param probability CV_16UC1 of a window of the picture, or null to forget it.
  void setProbability(const cv::Rect& window, std::shared_ptr<const cv::Mat> probability);
  void forgetProbabilities();

  bool isSaved() const { return opened_->editor.isSaved(); }
  /// Writes the mask now, beside the window.
  void save();
  /// Waits until the mask is written or has failed.
  void finishSaving();

 Q_SIGNALS:
  /// Labels of these pixels may have changed.
  void changed(QRect area);
  void probabilityChanged();
  void savedChanged();
  /// The mask is on disk.
  void saved(const std::string& image, const std::filesystem::path& mask);
  void failed(const QList<Problem>& problems);
  void refused(const QString& why);
  /// What an undone or redone step has in these tiles stays as it is.
  void stayedIn(const std::vector<std::string>& samples);

 private:
  friend class StepCommand;
  void fillHistory();
  void paintHere(const Region& region, Label label, std::uint8_t source);
  void step(bool forward);
  void tellOfJournal();
  void finish(std::size_t position, const std::filesystem::path& mask);

  std::shared_ptr<AnnotatedPicture> opened_;
  QString readOnly_;
  Jobs& jobs_;
  QUndoStack undo_;
  bool replaysHistory_ = false;  ///< The stack is filled: its commands change nothing.
  QString stepText_;             ///< Of the step that is open.
  bool wasActive_ = false;       ///< The stack, before that.
  SeamSteps seams_;
  QTimer delay_;
  bool isWriting_ = false;
  QFuture<bool> writing_;
  std::size_t savedPosition_ = 0;   ///< Of the journal, written in this session.
  bool isJournalBehind_ = false;    ///< And somebody was told so.
  std::unique_ptr<Raster> raster_;  ///< Of a picture that is read by windows.
  cv::Rect lastRead_;
  cv::Mat lastPixels_;
  struct Placed {
    cv::Rect window;
    std::shared_ptr<const cv::Mat> probability;
  };
  std::vector<Placed> probabilities_;
};

}  // namespace macadam
