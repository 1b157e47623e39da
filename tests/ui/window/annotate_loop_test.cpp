#include "image/image_store.h"
#include "open_window.h"
#include "ui/annotate/annotate_canvas.h"
#include "ui/annotate/annotate_page.h"
#include "ui/annotate/proposal_panel.h"
#include "ui/annotate/proposal_review.h"
#include "ui/annotate/tile_queue_panel.h"
#include "ui/annotate/tool_box.h"
#include "ui/results/results_page.h"
#include "ui/results/run_table_view.h"
#include "ui/train/train_page.h"
#include "ui/widgets/notice_bar.h"

#include <QLabel>
#include <QMessageBox>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTimer>
#include <QUndoStack>

namespace macadam {
namespace {

/// The loop that Macadam is for: train, find the tile that is worth most, mend it, move it to the labelled ones, train
/// again.
class AnnotateLoop : public OpenWindow {
 protected:
  void train(const RunSpec& spec) {
    TrainPage& form = show<TrainPage>(Mode::Train);
    form.showSpec(spec);
    trainWhatIsShown();
  }

  void trainWhatIsShown() {
    QSignalSpy ended(&window_->controller(), &RunController::runEnded);
    action("train-start").trigger();
    waitFor("the end of training", [&] { return ended.count() > 0; });
    EXPECT_EQ(ended.front().at(1).value<RunFinished>().ending, Ending::Completed);
  }

  AnnotatePage& page() { return static_cast<AnnotatePage&>(window_->pages().page(Mode::Annotate)); }
  LabelSession& session() { return *page().session(); }

  QPoint at(double x, double y) {
    AnnotateCanvas& canvas = page().canvas();
    return (canvas.view().toDevice({x, y}) / canvas.devicePixelRatioF()).toPoint();
  }
  void moveTo(double x, double y, Qt::MouseButtons buttons = Qt::NoButton) {
    QWidget& canvas = page().canvas();
    QMouseEvent move(QEvent::MouseMove, at(x, y), canvas.mapToGlobal(at(x, y)), Qt::NoButton, buttons, {});
    QApplication::sendEvent(&canvas, &move);
  }
  void click(double x, double y) {
    moveTo(x, y);
    QTest::mouseClick(&page().canvas(), Qt::LeftButton, {}, at(x, y));
  }
  void drag(double x0, double y0, double x1, double y1) {
    QTest::mousePress(&page().canvas(), Qt::LeftButton, {}, at(x0, y0));
    for (int i = 1; i <= 10; ++i) moveTo(x0 + (x1 - x0) * i / 10, y0 + (y1 - y0) * i / 10, Qt::LeftButton);
    QTest::mouseRelease(&page().canvas(), Qt::LeftButton, {}, at(x1, y1));
  }
  cv::Mat labels() { return session().plane().labels(session().whole()); }
  static bool areEqual(const cv::Mat& a, const cv::Mat& b) { return cv::countNonZero(a != b) == 0; }

  /// The tile on which the networks are furthest apart, once all of them are predicted.
  std::string openMostDoubtfulTile() {
    show<AnnotatePage>(Mode::Annotate);
    TileQueuePanel& queue = page().queue();
    queue.setRanking(TileRanking::Disagreement);
    Q_EMIT queue.rankingChosen(TileRanking::Disagreement);
    const std::size_t all = window_->document()->dataset()->samples.size();
    waitFor("the ranking", [&] { return queue.model().tiles().size() == all; });
    const std::string first = queue.model().tiles().front().sample;
    page().showTile(first);
    waitFor("the tile", [&] { return page().session() != nullptr && session().sample().id == first; });
    waitFor("its prediction", [&] { return page().suggester().isReady(); });
    return first;
  }

  void mend() {
    const double side = session().size().width;
    page().tools().setLabel(Label::Road);
    page().tools().chooseTool("path");
    click(side * 0.1, side * 0.2);
    moveTo(side * 0.5, side * 0.5);
    picture("annotate-path");
    click(side * 0.5, side * 0.5);
    QTest::keyClick(&page().canvas(), Qt::Key_Return);
    page().tools().chooseTool("line");
    click(side * 0.8, side * 0.1);
    click(side * 0.8, side * 0.9);
    QTest::keyClick(&page().canvas(), Qt::Key_Return);
    page().tools().chooseTool("brush");
    drag(side * 0.2, side * 0.8, side * 0.6, side * 0.85);
  }

  /// Networks of a few iterations are sure of nothing: what they are surest of is proposed, and more until there are
  /// two.
  void acceptTwoProposals() {
    page().findChild<QTabWidget*>()->setCurrentIndex(1);
    auto* panel = page().findChild<ProposalPanel*>();
    cv::Mat sorted;
    cv::sort(session().probability(session().window()).reshape(1, 1), sorted, cv::SORT_EVERY_ROW | cv::SORT_ASCENDING);
    for (const double share : {0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5}) {
      const double threshold = sorted.at<float>(0, static_cast<int>(share * (sorted.cols - 1)));
      QSignalSpy found(&page().review(), &ProposalReview::changed);
      panel->setProbability(threshold);
      Q_EMIT panel->probabilityChanged(threshold);
      waitFor("what is proposed", [&] { return found.count() > 0; });
      if (page().review().proposals().size() >= 2) break;
    }
    ASSERT_GE(page().review().proposals().size(), 2U)
        << sorted.at<float>(0, 0) << " to " << sorted.at<float>(0, sorted.cols - 1);
    picture("annotate-proposals");
    const int before = page().undoStack()->count();
    action("acceptProposal").trigger();
    action("acceptProposal").trigger();
    EXPECT_EQ(page().undoStack()->count(), before + 2);
  }

  void seeThePairedDifference() {
    ResultsPage& results = show<ResultsPage>(Mode::Results);
    RunTableView* runs = nullptr;
    waitFor("the table of runs", [&] {
      runs = results.findChild<RunTableView*>();
      return runs != nullptr && runs->model()->rowCount() == 2;
    });
    runs->selectAll();
    waitFor("two runs that can be measured", [&] { return action("results.difference").isEnabled(); });
    action("results.difference").trigger();
    auto* measured = results.findChild<QLabel*>("results.measuredDifference");
    waitFor("the difference", [&] { return measured->text().contains("bootstrap"); });
    picture("paired-difference");
  }

  /// As the question that asks what becomes of what nobody has labelled, when it comes.
  static void answerThatTheRestIsBackground() {
    QTimer::singleShot(0, [] {
      auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
      if (question == nullptr) return;
      for (QAbstractButton* button : question->buttons()) {
        if (button->text() == "Make it background") return button->click();
      }
    });
  }
};

TEST_F(AnnotateLoop, TheMostDoubtfulTileIsMendedMovedToTheLabelledOnesAndTrainedOn) {
  window_->openDemo();
  waitFor("the demo project", [&] { return window_->document() != nullptr; });
  RunSpec spec = shortRun(6, 6);
  spec.schedule.learningRate = 1e-3;  // at the demo's, so few iterations end with no road anywhere
  train(spec);
  const std::string tile = openMostDoubtfulTile();
  picture("annotate");
  const cv::Mat original = labels().clone();
  mend();
  acceptTwoProposals();
  const cv::Mat mended = labels().clone();
  EXPECT_FALSE(areEqual(original, mended));
  QUndoStack& history = *page().undoStack();
  while (history.canUndo()) history.undo();
  EXPECT_TRUE(areEqual(labels(), original));
  while (history.canRedo()) history.redo();
  EXPECT_TRUE(areEqual(labels(), mended));

  answerThatTheRestIsBackground();
  Q_EMIT page().queue().doneWished(tile);
  waitFor("the edited mask", [&] {
    return window_->document()->dataset()->find(tile)->mask.string().find("labels") != std::string::npos;
  });
  const Subset before = window_->document()->split().of(tile);
  if (before == Subset::Unlabelled || before == Subset::Unused) {
    waitFor("the offer", [&] { return page().notice().button().isVisible(); });
    page().notice().button().click();
    EXPECT_EQ(window_->document()->split().of(tile), Subset::Labelled);
  }
  QSignalSpy ended(&window_->controller(), &RunController::runEnded);
  action("annotate.trainAgain").trigger();
  EXPECT_EQ(window_->pages().mode(), Mode::Train);
  auto* question = window_->findChild<QMessageBox*>();
  ASSERT_NE(question, nullptr);
  question->defaultButton()->click();
  waitFor("the second run", [&] { return ended.count() > 0; });
  EXPECT_EQ(ended.front().at(1).value<RunFinished>().ending, Ending::Completed);
  waitFor("two runs", [&] { return window_->document()->runs().runs().size() == 2; });
  seeThePairedDifference();
}

}  // namespace
}  // namespace macadam
