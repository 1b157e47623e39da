#include "ui/results/comparison_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QFont>

namespace macadam {

TEST(ComparisonTable, HasMeanAndSpreadAndTheBestValueInBold) {
  ComparisonModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  model.setComparison(
      compare({{.method = "supervised", .network = "student", .metrics = {.iou = 0.40}},
               {.method = "supervised", .network = "student", .metrics = {.iou = 0.42}},
               {.method = "SSLKD", .network = "student", .parameters = 1'010'000, .metrics = {.iou = 0.45}}}));
  ASSERT_EQ(model.rowCount(), 2);
  ASSERT_EQ(model.columnCount(), 14);
  const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
  const auto isBold = [&](int row, int column) {
    return model.index(row, column).data(Qt::FontRole).value<QFont>().bold();
  };
  const int iou = 8;
  EXPECT_EQ(model.headerData(iou, Qt::Horizontal, Qt::DisplayRole), "IoU");
  EXPECT_EQ(text(0, 0), "supervised");
  EXPECT_EQ(text(0, 4), "2");
  EXPECT_EQ(text(0, iou), QString::fromUtf8("41.00 ± 1.41"));
  EXPECT_EQ(text(1, iou), "45.00");
  EXPECT_EQ(text(0, 2), QString::fromUtf8("–"));
  EXPECT_EQ(text(1, 2), "1.01 M");
  EXPECT_FALSE(isBold(0, iou));
  EXPECT_TRUE(isBold(1, iou));
}

}  // namespace macadam
