#include "ui/train/form_state.h"

#include "spec/network_choices.h"
#include "spec/presets.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace macadam {
namespace {

using Changes = std::map<std::string, std::string>;

/// As when a person has taken a preset's settings, with batches of four labelled tiles.
FormState begun() {
  RunSpec settings = preset("small");
  settings.schedule.labelledBatch = 4;
  FormState state;
  state.begin(settings, "Preset small");
  return state;
}

}  // namespace

TEST(FormState, HasNoChangesAtFirst) {
  EXPECT_EQ(begun().changes(), Changes());
}

TEST(FormState, TellsWhatAChangedSettingWasAndGivesItBack) {
  FormState state = begun();
  state.spec.schedule.labelledBatch = 7;
  EXPECT_EQ(state.changes(), (Changes{{"schedule.labelled_batch", "4"}}));
  state.reset("schedule.unlabelled_batch");
  EXPECT_EQ(state.spec.schedule.labelledBatch, 7) << "another field was meant";
  state.reset("schedule.labelled_batch");
  EXPECT_EQ(state.spec.schedule.labelledBatch, 4);
  EXPECT_EQ(state.changes(), Changes());
}

TEST(FormState, GivesANetworkBackWithAllThatGoesWithItsArchitecture) {
  FormState state = begun();
  const NetworkSpec before = state.spec.networks.student;
  const Decoder other = before.decoder == Decoder::UNet ? Decoder::SegNet : Decoder::UNet;
  state.spec.networks.student = networkOf(other);
  state.reset("networks.student.architecture");
  EXPECT_EQ(state.spec.networks.student, before);
}

TEST(FormState, SaysWhichRowWasChosenFirst) {
  FormState state = begun();
  state.chooseRow("cps");
  const Changes changes = state.changes();
  ASSERT_EQ(changes.count("method.kind"), 1u);
  state.chooseRow("sslkd");
  EXPECT_EQ(state.changes().count("method.kind"), 0u);
}

}  // namespace macadam
