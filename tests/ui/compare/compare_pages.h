#pragma once

#include "compare_world.h"
#include "support/wait_for.h"
#include "ui/canvas/mip_picture.h"
#include "ui/canvas/picture_canvas.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/tile_panel.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <algorithm>
#include <memory>

namespace macadam {

/// The Compare page on the project of CompareWorld.
class ComparePages : public testing::Test {
 protected:
  ComparePages() {
    QSettings().remove("compare");
    show();
  }
  ~ComparePages() override { page_.reset(); }

  void show() {
    page_ = std::make_unique<ComparePage>(
        world_.jobs(), [this]() -> Engine& { return engine_; }, controller_);
    page_->restoreState();
    page_->resize(1280, 800);
    page_->setDocument(&world_.document());
    page_->show();
    page_->setFocus();
    page_->activateWindow();
  }

  ComparePane& pane(std::size_t index) { return *page_->grid().panes()[index]; }
  PictureCanvas& canvas(std::size_t index) { return pane(index).canvas(); }
  QString scores(std::size_t index) {
    for (const QLabel* label : pane(index).findChildren<QLabel*>()) {
      if (label->text().startsWith("IoU")) return label->text();
    }
    return {};
  }
  bool isReady() {
    return waitFor([this] {
      return page_->grid().panes().size() == 6 && std::ranges::all_of(page_->grid().panes(), [](ComparePane* pane) {
               return pane->canvas().layer() && pane->canvas().note().isEmpty();
             });
    });
  }
  void trigger(const QString& name) { page_->findChild<QAction*>("compare." + name)->trigger(); }
  QPushButton* buttonThatBegins(const QString& text) {
    for (auto* button : page_->findChildren<QPushButton*>()) {
      if (button->text().startsWith(text)) return button;
    }
    return nullptr;
  }
  QStringList thresholdNotes() {
    QStringList found;
    for (const QLabel* label : page_->tiles().findChildren<QLabel*>()) {
      found += label->text().split('\n').filter("flatters");
    }
    return found;
  }
  std::string current() { return page_->tiles().currentSample().value_or(""); }
  QImage picture(std::size_t index) {
    const auto layer = std::dynamic_pointer_cast<const MipPicture>(canvas(index).layer());
    return layer ? layer->levels().front() : QImage();
  }

  CompareWorld world_;
  PredictingEngine engine_;
  RunController controller_{[this]() -> Engine& { return engine_; }};
  std::unique_ptr<ComparePage> page_;
};

}  // namespace macadam
