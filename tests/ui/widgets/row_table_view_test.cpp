#include "ui/widgets/row_table_view.h"

#include <gtest/gtest.h>

#include <QStandardItemModel>
#include <QTest>

namespace macadam {
namespace {

class RowTable : public testing::Test {
 protected:
  RowTable() {
    table_.setModel(&model_);
    table_.setCurrentIndex(model_.index(2, 1));
  }

  QStandardItemModel model_{5, 3};
  RowTableView table_;
};

TEST_F(RowTable, GoesToTheFirstAndTheLastRowAndStaysInItsColumn) {
  QTest::keyClick(&table_, Qt::Key_Home);
  EXPECT_EQ(table_.currentIndex(), model_.index(0, 1));
  QTest::keyClick(&table_, Qt::Key_End);
  EXPECT_EQ(table_.currentIndex(), model_.index(4, 1));
}

TEST_F(RowTable, SelectsWholeRowsUpToTheFirst) {
  QTest::keyClick(&table_, Qt::Key_Home, Qt::ShiftModifier);
  EXPECT_EQ(table_.selectionModel()->selectedRows().size(), 3);
}

TEST_F(RowTable, StaysWhereItIsWithoutRows) {
  model_.setRowCount(0);
  QTest::keyClick(&table_, Qt::Key_Home);
  QTest::keyClick(&table_, Qt::Key_End);
  EXPECT_FALSE(table_.currentIndex().isValid());
}

}  // namespace
}  // namespace macadam
