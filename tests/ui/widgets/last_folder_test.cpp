#include "ui/widgets/last_folder.h"

#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <QFileInfo>
#include <QSettings>

namespace macadam {
namespace {

class LastFolderTest : public testing::Test {
 protected:
  LastFolderTest() {
    QSettings().remove("folders");
    std::filesystem::create_directory(folder_ / "lists");
  }
  ~LastFolderTest() override { QSettings().remove("folders"); }

  QString text(const char* name) const { return QString::fromStdString((folder_ / name).string()); }

  TemporaryFolder folder_{};
};

TEST_F(LastFolderTest, IsTheOneGivenUntilSomethingWasChosen) {
  EXPECT_EQ(LastFolder("lists", text(".")).path(), text("."));
  LastFolder("lists").remember(text("lists"));
  EXPECT_EQ(LastFolder("lists", text(".")).path(), text("lists"));
  EXPECT_EQ(LastFolder("exports", text(".")).path(), text("."));
}

TEST_F(LastFolderTest, IsAlwaysOneThatIsThere) {
  LastFolder("lists").remember(text("gone"));
  EXPECT_EQ(LastFolder("lists", text("lists")).path(), text("lists"));
  EXPECT_TRUE(QFileInfo(LastFolder("lists", text("gone too")).path()).isDir());
}

}  // namespace
}  // namespace macadam
