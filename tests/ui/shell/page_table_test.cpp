#include "ui/shell/page_table.h"

#include <gtest/gtest.h>

#include <QFile>
#include <set>

namespace macadam {

TEST(PageTable, HasOneEntryForEachModeInTheOrderOfTheirNumbers) {
  int number = 0;
  for (const PageEntry& entry : pageTable()) {
    EXPECT_EQ(static_cast<int>(entry.mode), number++) << entry.name.toStdString();
    EXPECT_EQ(&pageEntry(entry.mode), &entry);
  }
  EXPECT_EQ(number, static_cast<int>(Mode::Results) + 1);
}

TEST(PageTable, TellsModesApartAndHasASymbolForEach) {
  std::set<QString> ids, names;
  for (const PageEntry& entry : pageTable()) {
    EXPECT_TRUE(ids.insert(entry.id).second) << entry.id.toStdString();
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name.toStdString();
    EXPECT_TRUE(QFile::exists(":/icons/" + entry.icon + ".svg")) << entry.icon.toStdString();
    EXPECT_FALSE(entry.hint.isEmpty()) << entry.name.toStdString();
  }
}

}  // namespace macadam
