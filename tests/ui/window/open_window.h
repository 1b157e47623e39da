#pragma once

#include "session/engine.h"
#include "spec/presets.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"
#include "ui/shell/main_window.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QImage>
#include <QSettings>
#include <QTest>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <utility>

namespace macadam {

/// The demo's recipe, short enough for a test: what is learnt does not matter here.
inline RunSpec shortRun(std::int64_t teacherIterations, std::int64_t studentIterations) {
  RunSpec spec = preset("demo");
  auto& method = std::get<SslkdSpec>(spec.method);
  method.teachers.iterations = teacherIterations;
  method.teachers.warmUpIterations = teacherIterations / 2;
  method.iterations = studentIterations;
  method.warmUpIterations = studentIterations / 2;
  spec.schedule.labelledBatch = spec.schedule.unlabelledBatch = 2;
  spec.schedule.evaluateEvery = spec.schedule.checkpointEvery = spec.schedule.previewEvery = 3;
  spec.data.tileSize = 64;
  spec.device.kind = DeviceKind::Cpu;
  return spec;
}

/// The window on the real engine.
class OpenWindow : public testing::Test {
 protected:
  OpenWindow() {
    QSettings().clear();
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    window_ = std::make_unique<MainWindow>([this]() -> Engine& { return *engine_; });
    window_->resize(1280, 800);
    window_->show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(window_.get()));
  }

  template <typename Condition>
  void waitFor(const char* what, Condition condition) {
    ASSERT_TRUE(QTest::qWaitFor(condition, 3 * kPatienceMilliseconds)) << "waited for: " << what;
  }

  void openProjectAt(const std::filesystem::path& folder) {
    window_->openProject(QString::fromStdString(folder.string()));
    waitFor("the project", [&] { return window_->document() != nullptr; });
  }

  template <typename PageType>
  PageType& show(Mode mode) {
    window_->pages().showMode(mode);
    Page& page = window_->pages().page(mode);
    waitFor("the page", [&] { return page.isVisible(); });
    return dynamic_cast<PageType&>(page);
  }

  template <typename Control>
  static Control& named(QWidget& parent, const QString& accessibleName) {
    for (auto* control : parent.findChildren<Control*>()) {
      if (control->accessibleName() == accessibleName) return *control;
    }
    throw std::runtime_error("no control " + accessibleName.toStdString());
  }

  QAction& action(const QString& name) {
    for (QAction* action : window_->findChildren<QAction*>(name)) return *action;
    throw std::runtime_error("no action " + name.toStdString());
  }

  /// Where MACADAM_SCREENSHOTS names a folder, the window is kept there as it looks when it has come to rest.
  void picture(const QString& name) {
    const QString pictures = qEnvironmentVariable("MACADAM_SCREENSHOTS");
    if (pictures.isEmpty()) return;
    QImage shown;
    waitFor("a window at rest", [&] {
      const QImage before = std::exchange(shown, window_->grab().toImage());
      return shown == before;
    });
    shown.save(pictures + "/" + name + ".png");
  }

  TemporaryFolder folder_;
  const std::unique_ptr<Engine> engine_ = makeEngine();
  std::unique_ptr<MainWindow> window_;
};

}  // namespace macadam
