#include "spec/presets.h"

#include "base/error.h"
#include "spec/run_spec_toml.h"
#include "spec/settings.h"
#include "spec/validate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace macadam {
namespace {

TEST(Presets, AreListedFromTheQuickestToTheLargest) {
  EXPECT_EQ(presetNames(), (std::vector<std::string>{"demo", "small", "paper"}));
}

TEST(Presets, AllCanRunOnceDataIsNamed) {
  for (const std::string& name : presetNames()) {
    RunSpec spec = preset(name);
    EXPECT_EQ(spec.name, name);
    spec.data.path = "/data";
    for (const Problem& problem : validate(spec)) ADD_FAILURE() << name << ": " << describe(problem);
  }
}

TEST(Presets, PaperHasTheFullNetworksAndTheDefaultsOfTheMethod) {
  const RunSpec spec = preset("paper");
  EXPECT_EQ(spec.data.tileSize, 512);
  EXPECT_EQ(spec.split.unlabelledPerLabelled, 4.0);
  EXPECT_EQ(spec.schedule.labelledBatch, 5);
  EXPECT_EQ(spec.schedule.unlabelledBatch, 5);
  EXPECT_EQ(spec.networks, NetworksSpec{});
  EXPECT_EQ(spec.method, MethodSpec(SslkdSpec{}));
}

TEST(Presets, PaperStatesEveryField) {
  const std::string text = presetText("paper");
  std::istringstream written(toToml(preset("paper")));
  for (std::string line; std::getline(written, line);) {
    const std::string key = line.substr(0, line.find(" = "));
    EXPECT_NE(text.find("\n" + key), std::string::npos) << key;
  }
}

TEST(Presets, PaperSaysOfExactlyThoseFieldsThatTheyChangeNoResult) {
  std::vector<std::string> said;
  std::istringstream lines(presetText("paper"));
  std::string table;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('[')) table = line.substr(1, line.find(']') - 1) + '.';
    if (line.find("changes no result") != std::string::npos) said.push_back(table + line.substr(0, line.find(" = ")));
  }
  std::vector<std::string> without;
  for (const Setting& setting : settingsOf(preset("paper"))) {
    if (setting.effect == Effect::None && setting.key != "name") without.push_back(setting.key);
  }
  EXPECT_EQ(said, without);
}

TEST(Presets, SuggestTheNearestName) {
  try {
    preset("papre");
    FAIL() << "found";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "preset 'papre' does not exist; did you mean 'paper'?");
  }
}

}  // namespace
}  // namespace macadam
