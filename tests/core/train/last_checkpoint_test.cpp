#include "train/last_checkpoint.h"

#include "base/file_format.h"
#include "nn/safetensors.h"
#include "support/damage.h"
#include "support/temporary_folder.h"
#include "support/tiny_world.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// A run of one phase of 40 iterations.
const std::vector<Phase> kPlan = planPhases(tinySpec(SupervisedSpec{.iterations = 40}), "");

TensorFile contentsAt(std::int64_t iteration) {
  TensorFile file{.tensors = {{"student/weight", torch::arange(6, torch::kFloat)}}};
  addPosition(file, {.phaseIteration = iteration, .phaseLength = 40, .iteration = iteration, .seconds = 1.5});
  return file;
}

void writeAt(const fs::path& folder, std::int64_t iteration) {
  writeLastCheckpoint(folder, contentsAt(iteration), FormerLast::Keep);
}

/// What reading says of a checkpoint in which one note was changed, as a hand would, without a checksum.
std::string refusalOf(const std::string& field, const std::string& value) {
  const TemporaryFolder folder;
  TensorFile file = contentsAt(10);
  file.metadata[field] = value;
  writeSafetensors(folder / "last.safetensors", file);
  const std::string refusal = errorOf([&] { readLastCheckpoint(folder.path(), kPlan); });
  EXPECT_TRUE(refusal.starts_with((folder / "last.safetensors").string()) || refusal.empty()) << refusal;
  return refusal;
}

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST(LastCheckpoint, AFolderWithoutOneHasNone) {
  const TemporaryFolder folder;
  EXPECT_FALSE(readLastCheckpoint(folder.path(), kPlan));
}

TEST(LastCheckpoint, TheNewestOfThreeIsReadAndOlderOnesGo) {
  const TemporaryFolder folder;
  for (const std::int64_t iteration : {5, 10, 15, 20}) writeAt(folder.path(), iteration);
  const auto newest = readLastCheckpoint(folder.path(), kPlan);
  EXPECT_EQ(newest->position.iteration, 20);
  EXPECT_TRUE(newest->isNewest());
  EXPECT_EQ(positionOf(readSafetensors(folder / "last-1.safetensors"), "").iteration, 15);
  EXPECT_EQ(positionOf(readSafetensors(folder / "last-2.safetensors"), "").iteration, 10);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 3);
}

TEST(LastCheckpoint, ADamagedOrMissingOneIsPassedOverByName) {
  const TemporaryFolder folder;
  for (const std::int64_t iteration : {5, 10, 15}) writeAt(folder.path(), iteration);
  fs::remove(folder / "last.safetensors");
  const auto second = readLastCheckpoint(folder.path(), kPlan);
  EXPECT_EQ(second->position.iteration, 10);
  ASSERT_EQ(second->passedOver.size(), 1U);
  EXPECT_EQ(second->passedOver[0].where, (folder / "last.safetensors").string());
  EXPECT_EQ(second->passedOver[0].what, "is missing");

  fs::resize_file(folder / "last-1.safetensors", fs::file_size(folder / "last-1.safetensors") - 1);
  const auto third = readLastCheckpoint(folder.path(), kPlan);
  EXPECT_EQ(third->position.iteration, 5);
  EXPECT_EQ(third->file, folder / "last-2.safetensors");
  EXPECT_EQ(third->passedOver.size(), 2U);

  writeBytes(folder / "last-2.safetensors", "no weights");
  const std::string refusal = errorOf([&] { readLastCheckpoint(folder.path(), kPlan); });
  EXPECT_TRUE(says(refusal, "last.safetensors is missing") && says(refusal, "last-1.safetensors") &&
              says(refusal, "last-2.safetensors"))
      << refusal;
  EXPECT_FALSE(says(refusal, "download")) << refusal;
  EXPECT_TRUE(
      says(refusal, "holds no checkpoint that a run can go on from; restore one from a copy, or train anew by "))
      << refusal;
}

TEST(LastCheckpoint, IsOfTheFirstVersionWhetherItStatesThatOrNot) {
  const TemporaryFolder folder;
  writeAt(folder.path(), 5);
  EXPECT_FALSE(readSafetensors(folder / "last.safetensors").metadata.contains("macadam.format"));
  EXPECT_EQ(refusalOf("macadam.format", "1"), "");
  EXPECT_TRUE(says(refusalOf("macadam.format", "one"), "versions count from 1"));
}

TEST(LastCheckpoint, OneOfALaterMacadamIsNotPassedOverForAnOlderOne) {
  const TemporaryFolder folder;
  for (const std::int64_t iteration : {5, 10}) writeAt(folder.path(), iteration);
  TensorFile later = readSafetensors(folder / "last.safetensors");
  later.metadata["macadam.format"] = "7";
  writeSafetensors(folder / "last.safetensors", later);
  EXPECT_THROW(readLastCheckpoint(folder.path(), kPlan), NewerFormat);
  EXPECT_TRUE(says(refusalOf("macadam.format", "7"), "open it with a newer Macadam"));
}

TEST(LastCheckpoint, ADamagedOneIsReplacedAndNotKept) {
  const TemporaryFolder folder;
  for (const std::int64_t iteration : {5, 10}) writeAt(folder.path(), iteration);
  writeBytes(folder / "last.safetensors", "damaged");
  writeLastCheckpoint(folder.path(), contentsAt(12), FormerLast::Replace);
  EXPECT_EQ(readLastCheckpoint(folder.path(), kPlan)->position.iteration, 12);
  EXPECT_EQ(positionOf(readSafetensors(folder / "last-1.safetensors"), "").iteration, 5);
}

TEST(LastCheckpoint, AWriteThatFailsCostsNoOlderOne) {
  const TemporaryFolder folder;
  for (const std::int64_t iteration : {5, 10, 15}) writeAt(folder.path(), iteration);
  TensorFile unwritable = contentsAt(20);
  unwritable.metadata["note"] = "\xff";  // not UTF-8
  EXPECT_THROW(writeLastCheckpoint(folder.path(), unwritable, FormerLast::Keep), Error);
  EXPECT_THROW(writeLastCheckpoint(folder.path(), unwritable, FormerLast::Keep), Error);
  EXPECT_EQ(readLastCheckpoint(folder.path(), kPlan)->position.iteration, 15);
  EXPECT_EQ(positionOf(readSafetensors(folder / "last-2.safetensors"), "").iteration, 10);
}

TEST(LastCheckpoint, NoTruncationAndNoChangedByteIsBelieved) {
  const TemporaryFolder folder;
  writeAt(folder.path(), 10);
  const fs::path file = folder / "last.safetensors";
  const std::string bytes = readBytes(file);
  const auto read = [&](const fs::path&) { readLastCheckpoint(folder.path(), kPlan); };
  EXPECT_EQ(acceptedTruncations(bytes, file, read), 0);
  // A checkpoint whose note is no longer called `checksum` is taken for one of an earlier version: 8 letters, one bit.
  EXPECT_GE(refusedChanges(bytes, file, read), static_cast<int>(2 * bytes.size()) - 8);
}

TEST(LastCheckpoint, APositionThatCannotBeIsRefusedByFileAndField) {
  EXPECT_TRUE(says(refusalOf("phase", "2"), " says phase = 2, which can only be from 0 to 0; "));
  EXPECT_TRUE(says(refusalOf("phase", "-1"), " says phase = -1, which can only be from 0 "));
  EXPECT_TRUE(
      says(refusalOf("phase_iteration", "-9223372036854775808"), " says phase_iteration = -9223372036854775808"));
  EXPECT_TRUE(says(refusalOf("phase_iteration", "41"), " says phase_iteration = 41, which can only be from 0 to 40"));
  EXPECT_TRUE(says(refusalOf("iteration", "12"), " says iteration = 12, which can only be from 10 to 10"));
  EXPECT_TRUE(says(refusalOf("phase_length", "4x"), " says phase_length = '4x', which is no number"));
  EXPECT_TRUE(says(refusalOf("best_iou", "nan"), " says best_iou = nan, "));
  EXPECT_TRUE(says(refusalOf("seconds", "-1"), " says seconds = -1, "));
  EXPECT_TRUE(says(refusalOf("format", "macadam checkpoint 2"), " is of the format 'macadam checkpoint 2'"));
  EXPECT_EQ(refusalOf("evaluation_due", "yes"), "");
}

TEST(LastCheckpoint, OneOfAnEarlierVersionHasNoChecksum) {
  const TemporaryFolder folder;
  writeSafetensors(folder / "last.safetensors", contentsAt(10));
  EXPECT_EQ(readLastCheckpoint(folder.path(), kPlan)->position.iteration, 10);
}

}  // namespace macadam
