#include "ui/widgets/window_words.h"

#include "ui/jobs/problem_list.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(WindowWords, SpeakOfNoOptionOfTheCommandLine) {
  const auto remedyFor = [](const std::string& remedy) { return inWindowWords({"where", "what", remedy}).remedy; };
  EXPECT_EQ(
      remedyFor("choose others where the colours are wrong, with data.bands or predict --bands, for example 3,2,1"),
      "choose other bands where the colours are wrong");
  EXPECT_EQ(remedyFor("set data.mask_values (or give --mask-values) to 255"),
            "choose what the values of the masks mean");
  EXPECT_EQ(
      remedyFor("set data.mask_values (or give --mask-values); where this is right, give --accept-unlikely-masks"),
      "choose what the values of the masks mean, or train all the same where this is right");
  EXPECT_EQ(remedyFor("add masks to training images, or let the tiles of a scene fall into several sets "
                      "(--ignore-scenes, in a spec split.group_by_scene = false)"),
            "add masks to training images, or let the tiles of a scene fall into several sets");
  EXPECT_EQ(remedyFor("restore it, name where it was moved to by `macadam-cli resume RUN --data FOLDER`, or go on with "
                      "it as it is by --accept-changed-data"),
            "restore what the run began with, or start a new run with its settings");
  EXPECT_EQ(remedyFor("take --device cpu or auto, or a LibTorch with CUDA (setup.sh --torch pip) and its driver"),
            "choose cpu or auto as the device, or use a LibTorch with CUDA and its driver");
  EXPECT_EQ(remedyFor("mend its masks, none of which can be used: `macadam-cli data check` says why"),
            "mend its masks: the checks of the data say why");
  EXPECT_EQ(remedyFor("restore one from a copy, or train anew by `macadam-cli train /runs/a/run.toml`"),
            "restore it from a copy, or start a new run with its settings");
  EXPECT_EQ(remedyFor("re-export the mask"), "re-export the mask");
}

TEST(WindowWords, AreThoseOfWhatARunSaysAtItsEnd) {
  EXPECT_EQ(
      inWindowWords(QString("device cuda:0 is not there; take --device cpu or auto\na.png is torn; mend it; soon")),
      "device cuda:0 is not there; choose cpu or auto as the device, or use a LibTorch with CUDA and its driver\n"
      "a.png is torn; mend it; soon");
}

TEST(WindowWords, AreThoseOfAllProblemsThatTheWindowTellsInALine) {
  EXPECT_EQ(
      problemText({{"a.tif", "has a fourth band", "choose others with predict --bands"}, {"b.tif", "is torn", ""}}),
      "a.tif has a fourth band; choose other bands where the colours are wrong. b.tif is torn");
}

}  // namespace macadam
