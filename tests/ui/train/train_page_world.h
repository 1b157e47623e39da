#pragma once

#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"
#include "ui/project/project_document.h"
#include "ui/train/scripted_engine.h"
#include "ui/train/spec_form.h"
#include "ui/train/train_page.h"
#include "ui/widgets/finding_list.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QMessageBox>
#include <QSettings>
#include <QTest>
#include <QTimer>
#include <functional>
#include <utility>

namespace macadam {

/// A project of six tiles, four labelled or not, with masks alone on disk.
inline ProjectContents sixTiles(const std::filesystem::path& folder) {
  auto dataset = std::make_shared<Dataset>();
  dataset->root = folder;
  for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
    const std::filesystem::path mask = folder / "masks" / (std::string(id) + ".png");
    writeRoadMask(mask, 8);
    dataset->samples.push_back({.id = id, .mask = mask, .scene = id});
  }
  Split split{.name = "default", .labelled = {"a"}, .unlabelled = {"b", "c", "d"}, .validation = {"e"}, .test = {"f"}};
  return {.project = {.folder = folder, .data = ".", .tileSize = 128, .activeSplit = "default"},
          .dataset = std::move(dataset),
          .split = std::move(split),
          .hasSplit = true};
}

class TrainPageTest : public testing::Test {
 protected:
  TrainPageTest() {
    QSettings().clear();
    QObject::connect(&controller_, &RunController::stateChanged, &page_, [this] {
      if (controller_.state() == TrainingState::Starting) ++begun_;
    });
  }

  void open() { page_.setDocument(&document_); }
  /// Starts what the form says, and waits until it has begun or is in the queue.
  bool start() {
    const auto asked = [this] { return begun_ + static_cast<int>(controller_.queue().size()); };
    const int before = asked();
    page_.startCurrent();
    return waitFor([&] { return asked() > before; });
  }
  QAction* action(const QString& name) { return page_.findChild<QAction*>("train-" + name); }
  /// Presses this button of the message box that opens next, after what happens meanwhile.
  void answerMessageBox(
      QMessageBox::StandardButton answer, std::function<void()> meanwhile = [] {}) {
    auto* looking = new QTimer(&page_);
    QObject::connect(looking, &QTimer::timeout, looking, [this, looking, answer, meanwhile = std::move(meanwhile)] {
      auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
      if (box == nullptr) return;
      looking->deleteLater();
      ++answered_;
      meanwhile();
      QTest::mouseClick(box->button(answer), Qt::LeftButton);
    });
    looking->start(10);
  }
  bool waitForState(TrainingState state) {
    return waitFor([&] { return controller_.state() == state; });
  }

  TemporaryFolder folder_;
  ScriptedEngine engine_;
  Jobs jobs_;
  ProjectDocument document_{sixTiles(folder_.path()), jobs_};
  RunController controller_{accessTo(engine_)};
  TrainPage page_{jobs_, accessTo(engine_), controller_};
  const FindingList& findings_ = *page_.findChild<FindingList*>();
  int begun_ = 0;
  int answered_ = 0;
};

}  // namespace macadam
