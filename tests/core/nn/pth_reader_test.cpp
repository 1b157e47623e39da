#include "nn/pth_reader.h"

#include "support/damage.h"
#include "support/golden.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <filesystem>

namespace macadam {
namespace {

void expectSame(const torch::Tensor& a, const torch::Tensor& b) {
  EXPECT_EQ(a.scalar_type(), b.scalar_type());
  ASSERT_EQ(a.sizes(), b.sizes());
  EXPECT_TRUE(torch::equal(a, b));
}

std::vector<std::string> namesIn(const TensorMap& tensors) {
  std::vector<std::string> names;
  for (const auto& item : tensors) names.push_back(item.first);
  return names;
}

std::string replaced(std::string bytes, const std::string& from, const std::string& to) {
  const std::size_t place = bytes.find(from);
  EXPECT_NE(place, std::string::npos);
  return bytes.replace(place, from.size(), to);
}

}  // namespace

class PthForms : public testing::TestWithParam<const char*> {};

TEST_P(PthForms, HoldEveryTypeViewAndNesting) {
  const TensorMap tensors = readPth(golden(GetParam())).tensors;
  expectSame(tensors.at("whole"), torch::arange(12.0f));
  expectSame(tensors.at("rows"), torch::tensor({4.0f, 5.0f, 6.0f, 7.0f}));
  expectSame(tensors.at("transposed"),
             torch::tensor({{0.0f, 4.0f, 8.0f}, {1.0f, 5.0f, 9.0f}, {2.0f, 6.0f, 10.0f}, {3.0f, 7.0f, 11.0f}}));
  expectSame(tensors.at("scalar"), torch::tensor(2.5f));
  EXPECT_EQ(tensors.at("empty").sizes(), torch::IntArrayRef({0, 3}));
  expectSame(tensors.at("parameter"), torch::tensor({1.0f, -1.0f}));
  for (const auto& [name, type] :
       {std::pair("float64", torch::kFloat64), std::pair("float16", torch::kFloat16),
        std::pair("bfloat16", torch::kBFloat16), std::pair("int64", torch::kInt64), std::pair("int32", torch::kInt32),
        std::pair("int16", torch::kInt16), std::pair("int8", torch::kInt8), std::pair("uint8", torch::kUInt8),
        std::pair("bool", torch::kBool)}) {
    expectSame(tensors.at(std::string("kinds.") + name), torch::tensor({0, 1, 2}, torch::kInt32).to(type));
  }
  EXPECT_EQ(tensors.size(), 16u);
  EXPECT_EQ(tensors.at("whole").storage().data(), tensors.at("transposed").storage().data());
}

INSTANTIATE_TEST_SUITE_P(AllForms, PthForms,
                         testing::Values("weights/forms_zip.pth", "weights/forms_legacy.pth",
                                         "weights/forms_protocol4.pth"));

TEST(PthReader, ReadsAStateDictAlikeInBothForms) {
  const TensorMap zip = readPth(golden("weights/state_dict_zip.pth")).tensors;
  const TensorMap legacy = readPth(golden("weights/state_dict_legacy.pth")).tensors;
  EXPECT_EQ(namesIn(zip), (std::vector<std::string>{"0.bias", "0.weight", "1.bias", "1.num_batches_tracked",
                                                    "1.running_mean", "1.running_var", "1.weight"}));
  EXPECT_EQ(namesIn(legacy), namesIn(zip));
  for (const auto& [name, tensor] : zip) expectSame(legacy.at(name), tensor);
  expectSame(zip.at("0.bias"), torch::tensor({0.5f, -1.5f}));
  expectSame(zip.at("1.num_batches_tracked"), torch::tensor(std::int64_t{0}));
}

TEST(PthReader, NamesTheTensorsOfACheckpointByTheDictsAroundThem) {
  const TensorMap tensors = readPth(golden("weights/checkpoint.pth")).tensors;
  EXPECT_EQ(tensors.size(), 8u);
  expectSame(tensors.at("state_dict.module.1.running_mean"), torch::tensor({3.0f, 4.0f}));
  expectSame(tensors.at("optimizer.state.0.momentum"), torch::ones(2));
}

TEST(PthReader, SkipsObjectsByNameAndRunsNone) {
  const TensorFile file = readPth(golden("weights/objects.pth"));
  EXPECT_EQ(namesIn(file.tensors), (std::vector<std::string>{"model.0.bias", "model.0.weight"}));
  EXPECT_EQ(file.skipped, (std::vector<std::string>{"args (argparse.Namespace)", "folder (pathlib.PurePosixPath)",
                                                    "array (numpy._core.multiarray._reconstruct)",
                                                    "seen (__builtin__.set)", "hook (posix.system)"}));
  EXPECT_FALSE(std::filesystem::exists("executed"));
}

TEST(PthReader, RefusesAFileWithNothingButCodeAndRunsNone) {
  for (const char* name : {"weights/malicious_zip.pth", "weights/malicious_legacy.pth"}) {
    const std::string refusal = errorOf([&] { readPth(golden(name)); });
    EXPECT_NE(refusal.find("holds no tensors"), std::string::npos) << refusal;
  }
  EXPECT_FALSE(std::filesystem::exists("executed"));
}

TEST(PthReader, RefusesAWholeModuleAndSaysWhatToSaveInstead) {
  const std::string refusal = errorOf([] { readPth(golden("weights/whole_module.pth")); });
  EXPECT_NE(refusal.find("torch.nn.modules.container.Sequential"), std::string::npos) << refusal;
  EXPECT_NE(refusal.find("torch.save(model.state_dict(), "), std::string::npos);
}

TEST(PthReader, RefusesBigEndianFiles) {
  const TemporaryFolder folder;
  const std::string legacy = readBytes(golden("weights/state_dict_legacy.pth"));
  writeBytes(folder / "a", replaced(legacy, "little_endianq\x02\x88", "little_endianq\x02\x89"));
  EXPECT_NE(errorOf([&] { readPth(folder / "a"); }).find("big-endian"), std::string::npos);
}

TEST(PthReader, RefusesATensorThatReachesOutsideItsStorage) {
  const TemporaryFolder folder;
  const std::string legacy = readBytes(golden("weights/forms_legacy.pth"));
  // `rows`: offset 4, one dimension of 4 with stride 1.
  const std::string offset4("K\x04K\x04\x85", 5), offset9("K\x09K\x04\x85", 5);
  writeBytes(folder / "a", replaced(legacy, offset4, offset9));
  EXPECT_NE(errorOf([&] { readPth(folder / "a"); }).find("reaches outside its storage"), std::string::npos);
}

TEST(PthReader, RefusesOtherFiles) {
  const TemporaryFolder folder;
  writeBytes(folder / "a", "");
  EXPECT_NE(errorOf([&] { readPth(folder / "a"); }).find("holds no weights that Macadam knows"), std::string::npos);
  writeBytes(folder / "a", std::string("\x80\x02}q\0.", 6));
  EXPECT_NE(errorOf([&] { readPth(folder / "a"); }), "");
}

class DamagedPth : public testing::TestWithParam<const char*> {};

TEST_P(DamagedPth, SurvivesEveryTruncationAndEveryChangedByte) {
  const TemporaryFolder folder;
  const std::string bytes = readBytes(golden(GetParam()));
  EXPECT_EQ(acceptedTruncations(bytes, folder / "a", readPth), 0);
  EXPECT_GT(refusedChanges(bytes, folder / "a", readPth), 300);
}

INSTANTIATE_TEST_SUITE_P(AllForms, DamagedPth,
                         testing::Values("weights/state_dict_zip.pth", "weights/state_dict_legacy.pth",
                                         "weights/forms_legacy.pth", "weights/forms_protocol4.pth"));

}  // namespace macadam
