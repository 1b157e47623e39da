#include "shell_world.h"
#include "support/wait_for.h"
#include "ui/compare/look_bar.h"
#include "ui/data/data_page.h"
#include "ui/data/split_chooser.h"
#include "ui/data/split_panel.h"
#include "ui/data/tile_browser.h"
#include "ui/data/tile_view.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QMenu>
#include <QMenuBar>

namespace macadam {
namespace {

/// A window with a project of twelve tiles, of which the first is selected on the Data page.
class PlainKeysTest : public ShellTest {
 protected:
  PlainKeysTest() {
    window_.show();
    openAndWait(window_, makeProjectFolder());
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&window_));
    window_.activateWindow();
    EXPECT_TRUE(waitFor([&] { return window_.isActiveWindow(); }));
    data().browser().view().setFocus();
    const std::string first = document().dataset()->samples.front().id;
    data().browser().select({first});
  }

  DataPage& data() { return static_cast<DataPage&>(window_.pages().page(Mode::Data)); }
  ProjectDocument& document() { return *window_.document(); }
  QMenu* menu(const QString& title) const {
    for (const QAction* action : window_.menuBar()->actions()) {
      if (action->text().remove('&') == title) return action->menu();
    }
    return nullptr;
  }
  static QComboBox* comboOf(QWidget& widget, int least) {
    for (auto* box : widget.findChildren<QComboBox*>()) {
      if (box->isVisible() && box->count() >= least) return box;
    }
    return nullptr;
  }

  MainWindow window_{accessTo(engine_)};
};

TEST_F(PlainKeysTest, ActInTheViewThatHasTheKeyboard) {
  QTest::keyClick(&data().browser().view(), Qt::Key_T);
  EXPECT_EQ(document().subsetOf(0), Subset::Test);
}

TEST_F(PlainKeysTest, DoNothingBehindAnOpenMenu) {
  const Subset before = document().subsetOf(0);
  QMenu* view = menu("View");
  view->popup(window_.mapToGlobal(QPoint(60, 20)));
  ASSERT_TRUE(waitFor([&] { return QApplication::activePopupWidget() == view; }));
  QTest::keyClick(view, Qt::Key_T);
  EXPECT_EQ(document().subsetOf(0), before);
  view->close();
}

TEST_F(PlainKeysTest, DoNothingBehindAnOpenList) {
  const Subset before = document().subsetOf(0);
  QComboBox* box = comboOf(data().browser(), 3);
  ASSERT_NE(box, nullptr);
  box->showPopup();
  ASSERT_TRUE(waitFor([&] { return QApplication::activePopupWidget() != nullptr; }));
  QTest::keyClick(box->view(), Qt::Key_V);
  EXPECT_EQ(document().subsetOf(0), before);
  box->hidePopup();
}

TEST_F(PlainKeysTest, DoNothingWhileAnotherPartOfThePageHasTheKeyboard) {
  const Subset before = document().subsetOf(0);
  QComboBox* box = comboOf(data().browser(), 3);
  ASSERT_NE(box, nullptr);
  box->setFocus();
  QTest::keyClick(box, Qt::Key_V);
  EXPECT_EQ(document().subsetOf(0), before);
  QTest::keyClick(box, Qt::Key_D, Qt::ControlModifier);  // the others act on the whole page
  EXPECT_TRUE(waitFor([&] { return !document().split().validation.empty(); }));
}

TEST_F(PlainKeysTest, DoNothingOnCompareBehindAMenu) {
  window_.pages().showMode(Mode::Compare);
  auto* look = window_.findChild<LookBar*>();
  ASSERT_NE(look, nullptr);
  const PredictionView before = look->look().view;
  QMenu* file = menu("File");
  file->popup(window_.mapToGlobal(QPoint(10, 20)));
  ASSERT_TRUE(waitFor([&] { return QApplication::activePopupWidget() == file; }));
  for (const Qt::Key key : {Qt::Key_R, Qt::Key_P, Qt::Key_E}) QTest::keyClick(file, key);
  EXPECT_EQ(look->look().view, before);
  QApplication::activePopupWidget()->close();
  while (QApplication::activePopupWidget() != nullptr) QApplication::activePopupWidget()->close();
}

TEST_F(PlainKeysTest, ChooseAnEntryOfEveryMenu) {
  window_.pages().buildAll();
  QStringList without;
  for (const char* title : {"File", "Edit", "View", "Data", "Train", "Compare", "Results", "Help"}) {
    QMenu* entries = menu(title);
    ASSERT_NE(entries, nullptr) << title;
    Q_EMIT entries->aboutToShow();
    QStringList letters;
    for (const QAction* action : entries->actions()) {
      if (action->isSeparator()) continue;
      letters.append(QKeySequence::mnemonic(action->text()).toString());
      if (letters.last().isEmpty()) without.append(QString(title) + ": " + action->text());
    }
    EXPECT_LE(letters.removeDuplicates(), 1)
        << title << ": a long menu runs out of letters, and two share one; in use: " << letters.join(' ').toStdString();
  }
  EXPECT_EQ(without.join("\n").toStdString(), "");
}

TEST_F(PlainKeysTest, OfAMenuDoWhatTheEntrySays) {
  QMenu* entries = menu("Data");
  entries->popup(window_.mapToGlobal(QPoint(120, 20)));
  ASSERT_TRUE(waitFor([&] { return QApplication::activePopupWidget() == entries; }));
  const auto* paint = window_.findChild<QAction*>("paintRoads");
  const bool before = paint->isChecked();
  const QString letter = QKeySequence::mnemonic(paint->text()).toString().right(1);
  QTest::keyClick(entries, letter[0].toLatin1());
  EXPECT_NE(paint->isChecked(), before);
}

}  // namespace
}  // namespace macadam
