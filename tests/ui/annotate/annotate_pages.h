#pragma once

#include "image/image_store.h"
#include "support/wait_for.h"
#include "ui/annotate/annotate_canvas.h"
#include "ui/annotate/annotate_page.h"
#include "ui/compare/compare_world.h"

#include <gtest/gtest.h>

#include <QSettings>
#include <QTest>
#include <memory>
#include <string>

namespace macadam {

/// The page on a project in which networks predict without LibTorch.
class AnnotatePages : public testing::Test {
 protected:
  AnnotatePages() : controller_([this]() -> Engine& { return engine_; }) { QSettings().clear(); }
  ~AnnotatePages() override { page_.reset(); }

  /// As a new session does.
  void openPage(const std::string& sample) {
    page_.reset();
    world_.open();
    page_ = std::make_unique<AnnotatePage>(
        world_.jobs(), [this]() -> Engine& { return engine_; }, controller_);
    page_->resize(1000, 700);
    page_->setDocument(&world_.document());
    page_->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(page_.get()));
    openSample(sample);
  }
  void openSample(const std::string& sample) {
    page_->showTile(sample);
    ASSERT_TRUE(waitFor([&] { return page_->session() != nullptr; })) << page_->canvas().note().toStdString();
  }

  /// Where a place of the picture is on the canvas.
  QPoint at(double x, double y) {
    const QPointF device = page_->canvas().view().toDevice({x, y});
    return (device / page_->canvas().devicePixelRatioF()).toPoint();
  }
  cv::Mat savedMask(const std::string& sample) { return decodeMask(*world_.document().dataset()->find(sample)); }

  CompareWorld world_;
  PredictingEngine engine_;
  RunController controller_;
  std::unique_ptr<AnnotatePage> page_;
};

}  // namespace macadam
