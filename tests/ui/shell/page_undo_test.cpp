#include "shell_world.h"
#include "support/wait_for.h"
#include "ui/annotate/annotate_page.h"
#include "ui/data/data_page.h"
#include "ui/data/split_editor.h"
#include "ui/results/run_table_model.h"
#include "ui/results/run_table_view.h"
#include "ui/train/spec_form.h"
#include "ui/train/train_page.h"

#include <QPushButton>
#include <QStatusBar>
#include <algorithm>

namespace macadam {
namespace {

/// A window with a project in which one run was interrupted.
class PageUndo : public ShellTest {
 protected:
  PageUndo() : run_(addInterruptedRun(project_)) {
    window_.show();
    openAndWait(window_, project_);
    EXPECT_TRUE(waitFor([&] { return document().runs().runs().size() == 1; }));
    Split split = document().split();
    split.labelled.clear();
    document().changeSplit(split, "Clear labels");
  }

  ProjectDocument& document() { return *window_.document(); }
  SpecForm& form() { return static_cast<TrainPage&>(window_.pages().page(Mode::Train)).form(); }
  QAction* action(const QString& name) const { return window_.findChild<QAction*>(name); }
  bool tells(const QString& title) const { return messagesOf(window_).contains(title); }
  QPushButton* button(const QString& text) {
    return buttonWithText<QPushButton>(*window_.findChild<MessageBar*>(), text);
  }

  const QString project_ = makeProjectFolder();
  const RunFolder run_;
  MainWindow window_{accessTo(engine_)};
};

TEST_F(PageUndo, UndoesWhatWasDoneOnThePageThatIsShown) {
  window_.pages().showMode(Mode::Train);
  EXPECT_FALSE(action("undo")->isEnabled());
  const RunSpec before = form().spec();
  form().usePreset("paper");
  EXPECT_EQ(action("undo")->text(), "&Undo Start from Preset paper");
  window_.pages().showMode(Mode::Data);
  EXPECT_EQ(action("undo")->text(), "&Undo Clear labels");
  window_.pages().showMode(Mode::Train);
  action("undo")->trigger();
  EXPECT_EQ(form().spec(), before);
  EXPECT_TRUE(document().split().labelled.empty()) << "the split stays";
  window_.pages().showMode(Mode::Compare);
  EXPECT_FALSE(action("undo")->isEnabled());
}

TEST_F(PageUndo, SaysWhatItUndidAndTakesItBack) {
  const Split changed = document().split();
  action("undo")->trigger();
  EXPECT_TRUE(tells("Undone: Clear labels"));
  ASSERT_NE(button("Redo"), nullptr);
  button("Redo")->click();
  EXPECT_EQ(document().split(), changed);
  EXPECT_FALSE(tells("Undone: Clear labels"));
  action("undo")->trigger();
  EXPECT_TRUE(tells("Undone: Clear labels"));
  window_.pages().showMode(Mode::Train);
  EXPECT_FALSE(tells("Undone: Clear labels"));
}

TEST_F(PageUndo, TheStatusBarSaysNothingMoreOfWhatWasUndone) {
  auto& data = static_cast<DataPage&>(window_.pages().page(Mode::Data));
  std::size_t tile = 0;
  while (document().subsetOf(tile) == Subset::Test) ++tile;
  data.editor().move({document().dataset()->samples[tile].id}, Subset::Test);
  EXPECT_EQ(window_.statusBar()->currentMessage(), "1 tile moved to test");
  action("undo")->trigger();
  EXPECT_EQ(window_.statusBar()->currentMessage(), "");
  action("redo")->trigger();
  EXPECT_EQ(window_.statusBar()->currentMessage(), "");
}

TEST_F(PageUndo, BringsADeletedRunBackOnResults) {
  window_.pages().showMode(Mode::Results);
  auto* table = window_.findChild<RunTableView*>();
  ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() == 1; }));
  table->selectRow(0);
  action("results.delete")->trigger();
  const QString name = QString::fromStdString(run_.name());
  ASSERT_TRUE(waitFor([&] { return action("undo")->text() == "&Undo Delete " + name; }));
  EXPECT_FALSE(std::filesystem::exists(run_.path()));
  action("undo")->trigger();
  EXPECT_TRUE(tells("Undone: Delete " + name));
  EXPECT_TRUE(waitFor([&] { return std::filesystem::exists(run_.spec()); }));
  EXPECT_TRUE(document().split().labelled.empty()) << "the split stays";
}

TEST_F(PageUndo, TakesNotesBackOnResults) {
  window_.pages().showMode(Mode::Results);
  auto* table = window_.findChild<RunTableView*>();
  ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() == 1; }));
  const QModelIndex notes = table->model()->index(0, static_cast<int>(RunColumn::Notes));
  ASSERT_TRUE(table->model()->setData(notes, "too short", Qt::EditRole));
  const QString name = QString::fromStdString(run_.name());
  EXPECT_EQ(action("undo")->text(), "&Undo Change notes of " + name);
  ASSERT_TRUE(waitFor([&] { return loadNotes(run_).note == "too short"; }));
  action("undo")->trigger();
  EXPECT_EQ(table->model()->index(0, notes.column()).data().toString(), "");
  EXPECT_TRUE(waitFor([&] { return loadNotes(run_).note.empty(); }));
  action("redo")->trigger();
  EXPECT_TRUE(waitFor([&] { return loadNotes(run_).note == "too short"; }));
}

/// Results has an undo history of its own, which goes with its page when nothing is left to say anything.
TEST_F(ShellTest, AWindowGoesWhileLabelsAreOpenBehindThePageThatIsShown) {
  auto window = std::make_unique<MainWindow>(accessTo(engine_));
  window->show();
  openAndWait(*window, makeProjectFolder());
  window->pages().showMode(Mode::Annotate);
  auto& annotating = static_cast<AnnotatePage&>(window->pages().page(Mode::Annotate));
  ASSERT_TRUE(waitFor([&] { return annotating.session() != nullptr; }));
  annotating.session()->apply("a road", Region::of(cv::Rect(0, 40, 64, 3)), Label::Road);
  window->pages().showMode(Mode::Results);
  window.reset();
  EXPECT_TRUE(std::filesystem::exists(folder_ / "streets/labels"));
}

}  // namespace
}  // namespace macadam
