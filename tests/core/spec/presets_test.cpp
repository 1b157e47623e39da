#include "spec/presets.h"

#include "base/error.h"
#include "spec/encoders_folder.h"
#include "spec/network_facts.h"
#include "spec/run_spec_toml.h"
#include "spec/settings.h"
#include "spec/suite_rows.h"
#include "spec/validate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace macadam {
namespace {

TEST(Presets, AreListedFromTheQuickestToTheLargest) {
  EXPECT_EQ(presetNames(), (std::vector<std::string>{"demo", "small", "real", "paper"}));
}

TEST(Presets, AllCanRunOnceDataIsNamed) {
  for (const std::string& name : presetNames()) {
    RunSpec spec = preset(name);
    EXPECT_EQ(spec.name, name);
    spec.data.path = "/data";
    for (const Problem& problem : validate(spec)) ADD_FAILURE() << name << ": " << describe(problem);
  }
}

TEST(Presets, RealBeginsWithTheWeightsOfItsEncodersFromOneFolder) {
  const RunSpec spec = preset("real");
  for (const Role role : spec.networks.roles()) {
    const NetworkSpec& network = spec.networks.of(role);
    EXPECT_EQ(network.pretrained, encodersFolder() / (std::string(factsOf(network.encoder).name) + ".pth"))
        << toString(role);
  }
  EXPECT_NE(spec.networks.of(Role::Teacher2).decoder, spec.networks.student.decoder);
}

TEST(Presets, GiveNoRowOfASuiteTheWeightsOfAnotherEncoder) {
  for (const SuiteRow& row : suiteRows()) {
    const RunSpec spec = settingsOf(row, preset("real"));
    for (const Role role : spec.networks.roles()) {
      const NetworkSpec& network = spec.networks.of(role);
      if (network.pretrained.empty()) continue;
      EXPECT_EQ(std::filesystem::path(network.pretrained).stem(), factsOf(network.encoder).name) << row.name;
    }
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
