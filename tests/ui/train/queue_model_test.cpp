#include "ui/train/queue_model.h"

#include "spec/presets.h"
#include "support/temporary_folder.h"
#include "ui/train/scripted_engine.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <memory>

namespace macadam {
namespace {

class QueueModelTest : public testing::Test {
 protected:
  QueueModelTest() {
    engine_.script = stepUntilStopped();
    for (const char* name : {"now", "a", "b", "c"}) {
      RunSpec spec = preset("demo");
      spec.name = name;
      spec.data.path = "/pictures";
      controller_.add(NewRun{spec, folder_.path()});
    }
  }
  QStringList titles() const {
    QStringList titles;
    for (int i = 0; i < model_.rowCount(); ++i) titles.append(model_.data(model_.index(i), Qt::DisplayRole).toString());
    return titles;
  }

  TemporaryFolder folder_;
  ScriptedEngine engine_;
  RunController controller_{accessTo(engine_)};
  QueueModel model_{controller_};
};

TEST_F(QueueModelTest, IsAModel) {
  QAbstractItemModelTester tester(&model_, QAbstractItemModelTester::FailureReportingMode::Fatal);
  controller_.moveQueued(0, 2);
  controller_.removeQueued(1);
  EXPECT_EQ(titles(), (QStringList{"b", "a"}));
}

TEST_F(QueueModelTest, MovesARowThatIsDropped) {
  const auto drop = [&](int from, int before) {
    const std::unique_ptr<QMimeData> data(model_.mimeData({model_.index(from)}));
    model_.dropMimeData(data.get(), Qt::MoveAction, before, 0, {});
  };
  drop(0, 2);
  EXPECT_EQ(titles(), (QStringList{"b", "a", "c"}));
  drop(2, 0);
  EXPECT_EQ(titles(), (QStringList{"c", "b", "a"}));
  drop(0, -1);
  EXPECT_EQ(titles(), (QStringList{"b", "a", "c"}));
}

}  // namespace
}  // namespace macadam
