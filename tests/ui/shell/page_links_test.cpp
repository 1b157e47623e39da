#include "ui/shell/page_links.h"

#include "shell_world.h"
#include "support/wait_for.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/tile_panel.h"
#include "ui/data/data_page.h"
#include "ui/data/tile_browser.h"
#include "ui/shell/main_window.h"
#include "ui/train/spec_form.h"
#include "ui/train/train_page.h"

#include <QAction>
#include <QPushButton>
#include <QToolButton>

namespace macadam {
namespace {

class PageLinks : public ShellTest {
 protected:
  PageLinks() : window_(accessTo(engine_)) { window_.show(); }

  QAction* action(const QString& name) const { return window_.findChild<QAction*>(name); }

  MainWindow window_;
};

TEST_F(PageLinks, ATileIsShownInCompareAndFoundAgainInData) {
  openAndWait(window_, makeProjectFolder());
  auto& data = static_cast<DataPage&>(window_.pages().page(Mode::Data));
  const std::string tile = "images/tile15.png";
  data.browser().select({tile});
  action("showInCompare")->trigger();
  EXPECT_EQ(window_.pages().mode(), Mode::Compare);
  auto& compare = static_cast<ComparePage&>(window_.pages().page(Mode::Compare));
  EXPECT_EQ(compare.tiles().currentSample(), tile);
  data.browser().select({"images/tile10.png"});
  action("showInData")->trigger();
  EXPECT_EQ(window_.pages().mode(), Mode::Data);
  EXPECT_EQ(data.browser().selected(), std::vector<std::string>{tile});
}

TEST_F(PageLinks, WhatTheDataPageMendsIsMendedThereAtAWordOnTheTrainPage) {
  openAndWait(window_, makeProjectFolder());
  window_.pages().showMode(Mode::Train);
  auto& train = static_cast<TrainPage&>(window_.pages().page(Mode::Train));
  const Split before = window_.document()->split();
  Q_EMIT train.mendWished({.fix = Fix::ChooseMasks});
  EXPECT_EQ(window_.pages().mode(), Mode::Data);
  EXPECT_TRUE(waitFor([&] { return window_.findChild<QDialog*>() != nullptr; }));
}

TEST_F(PageLinks, ARunThatIsTrainedAgainIsSetUpOnTheTrainPageFromItsStudent) {
  openAndWait(window_, makeProjectFolder());
  RunSpec spec;
  spec.name = "once more";
  spec.networks.studentFrom = window_.document()->project().runs() / "first";
  trainAgain(window_.pages(), spec);
  EXPECT_EQ(window_.pages().mode(), Mode::Train);
  const RunSpec shown = static_cast<TrainPage&>(window_.pages().page(Mode::Train)).form().spec();
  EXPECT_EQ(shown.name, "once more");
  EXPECT_EQ(shown.networks.studentFrom, spec.networks.studentFrom);
  EXPECT_EQ(shown.data.path, window_.document()->project().folder.string()) << "the project of now";
}

TEST_F(PageLinks, AProjectWhosePicturesHaveMovedOffersToLocateThem) {
  const QString project = makeProjectFolder();
  std::filesystem::rename(images(), folder_ / "elsewhere");
  window_.openProject(project);
  ASSERT_TRUE(waitFor([&] { return !messagesOf(window_).isEmpty(); }));
  const bool offers = buttonWithText<QPushButton>(window_, "Locate the images…") != nullptr ||
                      buttonWithText<QToolButton>(window_, "Locate the images…") != nullptr;
  EXPECT_TRUE(offers);
}

}  // namespace
}  // namespace macadam
