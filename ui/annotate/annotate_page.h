#pragma once

#include "spec/run_spec.h"
#include "ui/annotate/handover.h"
#include "ui/annotate/label_session.h"
#include "ui/annotate/neighbour_tiles.h"
#include "ui/annotate/suggester.h"
#include "ui/annotate/tile_planner.h"
#include "ui/canvas/shared_camera.h"
#include "ui/compare/predictions.h"
#include "ui/jobs/newest_wins.h"
#include "ui/project/engine_access.h"
#include "ui/project/train_again.h"
#include "ui/train/run_controller.h"
#include "ui/widgets/page.h"

#include <QThreadPool>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace macadam {

class AnnotateCanvas;
class PictureCanvas;
class ElidedComboBox;
class FinishedTiles;
class NoticeBar;
class ProposalPanel;
class ProposalReview;
class TileQueuePanel;
class TileViewLayers;
class ToolBox;
class ViewPanel;

/// Where labels are mended and made: one tile with the tools over it, what the networks propose, and which tile comes
/// next.
class AnnotatePage : public Page {
  Q_OBJECT

 public:
  AnnotatePage(Jobs& jobs, EngineAccess engine, RunController& controller, QWidget* parent = nullptr);
  ~AnnotatePage() override;

  void setDocument(ProjectDocument* document) override;
  void letGo() override;
  void saveState() const override;
  void restoreState() override;
  QUndoStack* undoStack() override;
  bool showsWhatIsUndone() const override { return true; }

  /// Opens it, once what is open is saved. By value, as what is open may be what names it.
  void showTile(std::string sampleId);
  /// Null while none is open.
  LabelSession* session() const { return session_.get(); }
  ToolBox& tools() { return *tools_; }
  AnnotateCanvas& canvas() { return *canvas_; }
  SharedCamera& camera() { return camera_; }
  Suggester& suggester() { return suggester_; }
  ProposalReview& review() { return *review_; }
  TileQueuePanel& queue() { return *queue_; }
  NoticeBar& notice() { return *notice_; }
  NeighbourTiles& neighbours() { return neighbours_; }

 Q_SIGNALS:
  void compareRequested(const std::string& sampleId);
  /// Again what the newest run was, on the labels and the split as they are now.
  void trainRequested(const RunSpec& spec);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void build();
  void addActions();
  QAction* addPageAction(const char* name, const QString& text, const QKeySequence& keys, const QString& tip,
                         const std::function<void()>& act);
  void connectParts();
  void connectDocument();
  void connectSession();
  void connectNeighbours();

  void openFirst();
  using Opening = Handover<std::shared_ptr<AnnotatedPicture>>;
  void forgetOpening();
  void take(Opening& opening);
  void closeSession();
  void openNeighbours();
  bool isAllSaved() const;
  void saveAll();
  void finishSaving();
  /// Of the open tile, or of one beside it.
  void takeSaved(const std::string& image, const std::filesystem::path& mask);
  void tellNotSaved(const QList<Problem>& problems);
  void tellNotes();
  void showSession();
  void lookAtWindow();
  void showSaved();
  void showReadout(std::optional<QPointF> point);
  void refreshSources();
  void offerSuggestions();
  void useThreads();
  void fit();

  void finishTile(const std::string& sample);
  bool mayDecide();
  void decide(const std::string& sample, TileVerdict verdict);
  /// What is unknown because nobody has said anything about it.
  Region untouched() const;
  void trainAgain(Beginning beginning);

  Jobs& jobs_;
  EngineAccess engine_;
  RunController& controller_;
  ProjectDocument* document_ = nullptr;
  std::shared_ptr<ImageStore> store_;
  std::unique_ptr<Predictions> predictions_;
  SharedCamera camera_;
  Suggester suggester_;
  TilePlanner planner_;
  std::string wanted_;  ///< The sample that was asked for last, and may be loading.
  QThreadPool loaderThread_;
  std::shared_ptr<Opening> opening_;
  NewestWins<std::shared_ptr<Opening>> loader_;
  std::unique_ptr<LabelSession> session_;
  NeighbourTiles neighbours_;
  QString problem_;   ///< Why nothing is open.
  QString notSaved_;  ///< What the notice said last of labels that could not be saved.

  ToolBox* tools_;
  AnnotateCanvas* canvas_;
  PictureCanvas* beside_;
  ElidedComboBox* suggestionBox_;
  TileQueuePanel* queue_;
  ProposalPanel* proposals_;
  ProposalReview* review_;
  ViewPanel* view_;
  TileViewLayers* layers_;
  NoticeBar* notice_;
  FinishedTiles* finished_;
  QStackedWidget* stack_;
  QSplitter* splitter_;
  QSplitter* panes_;
  QTabWidget* tabs_;
  QLabel* empty_;
  QLabel* tile_;
  QLabel* hint_;
  QLabel* readout_;
  QLabel* saved_;
  QLabel* zoom_;
};

}  // namespace macadam
