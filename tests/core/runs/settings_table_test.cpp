#include "runs/settings_table.h"

#include "base/error.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(SettingsTable, FlattensTablesInTheOrderOfTheFile) {
  const auto settings =
      flattenedToml("seed = 3\nname = \"x\"\n[schedule]\nlearning_rate = 0.01\n[data]\nflips = true\n");
  const std::vector<std::pair<std::string, std::string>> expected{
      {"seed", "3"}, {"name", "x"}, {"schedule.learning_rate", "0.01"}, {"data.flips", "true"}};
  EXPECT_EQ(settings, expected);
}

TEST(SettingsTable, WritesNumbersAsShortAsTheFileDoes) {
  const std::vector<std::pair<std::string, std::string>> expected{{"a", "0.1"}, {"b", "2.0"}};
  EXPECT_EQ(flattenedToml("a = 0.1\nb = 2.0\n"), expected);
}

TEST(SettingsTable, ShowsOnlyWhatDiffers) {
  const std::vector<SettingRow> rows =
      differingSettings({{"name = \"a\"\nseed = 1\nbatch = 5\n[method]\nkind = \"supervised\"",
                          "name = \"b\"\nseed = 2\nbatch = 5\n[method]\nkind = \"supervised\""},
                         {"name = \"c\"\nseed = 1\nbatch = 5\n[method]\nkind = \"cps\"\nweight = 1.5"}});
  const std::vector<SettingRow> expected{
      {"seed", {"1, 2", "1"}}, {"method.kind", {"supervised", "cps"}}, {"method.weight", {"–", "1.5"}}};
  EXPECT_EQ(rows, expected);
}

TEST(SettingsTable, NamesTheLineThatIsNotToml) {
  try {
    flattenedToml("seed = 1\nseed ==\n");
    FAIL() << "read what is not TOML";
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, "run.toml line 2");
  }
}

}  // namespace macadam
