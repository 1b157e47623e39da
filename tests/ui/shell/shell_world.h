#pragma once

#include "data/project.h"
#include "runs/event_json.h"
#include "runs/run_store.h"
#include "spec/run_spec_toml.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"
#include "ui/shell/main_window.h"
#include "ui/shell/new_project.h"
#include "ui/train/scripted_engine.h"

#include <gtest/gtest.h>

#include <QSettings>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <string>

namespace macadam {

/// Trains, with a checkpoint every few milliseconds, until it is stopped.
inline ScriptedEngine::Script trainUntilStopped() {
  return [](const ScriptedEngine::Training& training) {
    std::mutex mutex;
    std::condition_variable_any never;
    training.sink.post(
        StageStarted{.name = "student", .count = 1, .firstIteration = 1, .iterations = 500, .totalIterations = 500});
    for (std::int64_t i = 1; !training.stop.stop_requested(); ++i) {
      training.sink.post(StepDone{.iteration = i, .stepSeconds = 1.0});
      std::unique_lock lock(mutex);
      never.wait_for(lock, training.stop, std::chrono::milliseconds(5), [] { return false; });
    }
  };
}

/// No settings yet, a folder with twelve tiles, and a project made of them.
class ShellTest : public testing::Test {
 protected:
  ShellTest() {
    QSettings().clear();
    for (int i = 10; i < 22; ++i) {
      const std::string name = "tile" + std::to_string(i) + ".png";
      writeImage(folder_ / "images" / "images" / name, 64, 64);
      writeRoadMask(folder_ / "images" / "masks" / name, i, 64, 64);
    }
  }

  std::filesystem::path images() const { return folder_ / "images"; }

  QString makeProjectFolder(const std::string& name = "streets") {
    makeProject({folder_ / name, images(), 64, {}});
    return QString::fromStdString((folder_ / name).string());
  }

  RunSpec quickSpec() const {
    RunSpec spec;
    spec.name = "quick";
    spec.data.path = images().string();
    return spec;
  }

  static RunFolder addInterruptedRun(const QString& project, bool hasCheckpoint = true) {
    RunSpec spec;
    spec.name = "cut short";
    const Project in = openProject(project.toStdString());
    spec.data.path = in.dataFolder().string();
    const RunFolder run = createRun(in.runs(), spec.name, toToml(spec));
    std::ofstream metrics(run.metrics());
    metrics << toJsonLine(StageStarted{
                   .name = "student", .count = 1, .firstIteration = 1, .iterations = 50, .totalIterations = 50})
            << "\n";
    if (hasCheckpoint) metrics << toJsonLine(CheckpointSaved{.iteration = 5, .path = "last.safetensors"}) << "\n";
    metrics << toJsonLine(StepDone{.iteration = 7, .stepSeconds = 0.5}) << "\n";
    return run;
  }

  TemporaryFolder folder_{};
  ScriptedEngine engine_;
};

inline void openAndWait(MainWindow& window, const QString& project, FirstPage first = FirstPage::Data) {
  window.openProject(project, first);
  ASSERT_TRUE(waitFor([&] { return window.document() != nullptr; }));
}

inline QStringList messagesOf(const MainWindow& window) {
  return window.findChild<MessageBar*>()->titles();
}

template <typename Button>
Button* buttonWithText(const QWidget& widget, const QString& text) {
  for (auto* button : widget.findChildren<Button*>()) {
    if (button->text() == text) return button;
  }
  return nullptr;
}

}  // namespace macadam
