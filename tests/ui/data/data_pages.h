#pragma once

#include "support/wait_for.h"
#include "ui/data/data_page.h"
#include "ui/data/small_world.h"
#include "ui/data/tile_browser.h"
#include "ui/data/tile_view.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QTest>

namespace macadam {

/// The Data page on a small project.
class DataPageTest : public testing::Test {
 protected:
  void SetUp() override {
    page_.resize(1280, 800);
    page_.setDocument(&document());
    page_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&page_));
    page_.activateWindow();
    page_.browser().view().setFocus();
    ASSERT_TRUE(waitFor([this] { return !document().contents().empty(); }));
  }
  void TearDown() override { page_.setDocument(nullptr); }

  ProjectDocument& document() { return project_.document(); }
  const Split& split() { return document().split(); }
  static std::string id(char scene, int tile) { return SmallProject::id(scene, tile); }
  void press(Qt::Key key) { QTest::keyClick(&page_.browser().view(), key); }
  QAction& action(const char* name) { return *page_.findChild<QAction*>(name); }

  /// Scene a labelled and unlabelled, scene b validation.
  void divide() {
    document().changeSplit(
        {.labelled = {id('a', 0), id('a', 1)}, .unlabelled = {id('a', 2), id('a', 3)}, .validation = {id('b', 0)}},
        "divide");
  }

  SmallProject project_;
  DataPage page_{project_.jobs()};
};

}  // namespace macadam
