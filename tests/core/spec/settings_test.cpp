#include "spec/settings.h"

#include "support/comma_locale.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace macadam {
namespace {

std::vector<std::string> keysWith(Effect effect) {
  std::vector<std::string> keys;
  for (const Setting& setting : settingsOf({})) {
    if (setting.effect == effect) keys.push_back(setting.key);
  }
  return keys;
}

Setting settingOf(const RunSpec& spec, const std::string& key) {
  const std::vector<Setting> settings = settingsOf(spec);
  const auto found = std::ranges::find(settings, key, &Setting::key);
  return found == settings.end() ? Setting{} : *found;
}

TEST(Settings, HaveDottedKeysAndThePlainValuesOfAFile) {
  RunSpec spec;
  spec.name = "my run";
  spec.device = {DeviceKind::Cuda, 1};
  spec.method = CmsSpec{.iterations = 20000};
  EXPECT_EQ(settingsOf(spec).front(), (Setting{"name", "my run", Effect::None}));
  EXPECT_EQ(settingOf(spec, "device").value, "cuda:1");
  EXPECT_EQ(settingOf(spec, "networks.teacher2.architecture").value, "segnet");
  EXPECT_EQ(settingOf(spec, "networks.student.encoder").value, "resnet50");
  EXPECT_EQ(settingOf(spec, "method.kind").value, "cms");
  EXPECT_EQ(settingOf(spec, "method.second").value, "teacher2");
  EXPECT_EQ(settingOf(spec, "method.iterations").value, "20000");
  EXPECT_EQ(settingOf(spec, "schedule.weight_decay").value, "1e-4");
  EXPECT_EQ(settingOf(spec, "augment.flips").value, "true");
}

TEST(Settings, AreTheSameUnderACommaLocale) {
  const std::vector<Setting> before = settingsOf({});
  const CommaLocale locale;
  EXPECT_EQ(settingsOf({}), before);
}

TEST(Settings, SayWhichOfThemChangeNoResultAndWhichABegunRunCanTake) {
  EXPECT_EQ(keysWith(Effect::None), (std::vector<std::string>{"name", "data.decode_workers", "data.cache_megabytes",
                                                              "data.accept_unlikely_masks", "schedule.checkpoint_every",
                                                              "schedule.preview_every", "schedule.preview_tile",
                                                              "schedule.time_limit_minutes"}));
  EXPECT_EQ(keysWith(Effect::Rounding), (std::vector<std::string>{"device", "threads"}));
  EXPECT_EQ(keysWith(Effect::Seed), (std::vector<std::string>{"seed", "split.seed"}));
  EXPECT_EQ(keysWith(Effect::Place), (std::vector<std::string>{"data.path", "split.file", "method.teachers_from"}));
  EXPECT_EQ(keysWith(Effect::Course),
            (std::vector<std::string>{"schedule.labelled_batch", "schedule.unlabelled_batch", "schedule.evaluate_every",
                                      "schedule.stop_after_no_gain"}));
}

TEST(Settings, ThatTwoSpecsDoNotShareAreAmongTheirChanges) {
  RunSpec before;
  before.seed = 1;
  before.method = SupervisedSpec{.network = Role::Student, .iterations = 20000};
  RunSpec now = before;
  now.seed = 7;
  now.method = CctSpec{.iterations = 20000};
  std::string text;
  for (const SettingChange& change : changedSettings(before, now)) {
    text += change.key + ": " + change.before + " > " + change.now + '\n';
  }
  EXPECT_EQ(text,
            "seed: 1 > 7\n"
            "method.kind: supervised > cct\n"
            "method.network: student > –\n"
            "method.weight: – > 30.0\n"
            "method.ramp_fraction: – > 0.1\n");
}

}  // namespace
}  // namespace macadam
