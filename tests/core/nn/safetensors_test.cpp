#include "nn/safetensors.h"

#include "support/damage.h"
#include "support/golden.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <cstring>

namespace macadam {
namespace {

/// A safetensors file of this header and these data.
std::string fileOf(const std::string& header, const std::string& data) {
  std::string bytes(8, '\0');
  const std::uint64_t length = header.size();
  std::memcpy(bytes.data(), &length, 8);
  return bytes + header + data;
}

std::string refusalOf(const std::string& header, const std::string& data = "") {
  const TemporaryFolder folder;
  writeBytes(folder / "a.safetensors", fileOf(header, data));
  return errorOf([&] { readSafetensors(folder / "a.safetensors"); });
}

void expectSame(const torch::Tensor& a, const torch::Tensor& b) {
  EXPECT_EQ(a.scalar_type(), b.scalar_type());
  ASSERT_EQ(a.sizes(), b.sizes());
  EXPECT_TRUE(torch::equal(a, b));
}

}  // namespace

TEST(Safetensors, RoundTripKeepsEveryTypeShapeAndNote) {
  TensorFile file;
  for (const auto type : {torch::kFloat64, torch::kFloat32, torch::kFloat16, torch::kBFloat16, torch::kInt64,
                          torch::kInt32, torch::kInt16, torch::kInt8, torch::kUInt8, torch::kBool}) {
    file.tensors[std::string("type ") + c10::toString(type)] = torch::tensor({0, 1, 2}, torch::kInt32).to(type);
  }
  file.tensors["scalar"] = torch::tensor(2.5f);
  file.tensors["empty"] = torch::empty({3, 0, 2});
  file.metadata = {{"spec", "width=0.5\n\t\"a\\b\" \x01 \xC3\xBC"}, {"", ""}};
  const TemporaryFolder folder;
  writeSafetensors(folder / "a.safetensors", file);
  const TensorFile back = readSafetensors(folder / "a.safetensors");
  ASSERT_EQ(back.tensors.size(), file.tensors.size());
  for (const auto& [name, tensor] : file.tensors) expectSame(back.tensors.at(name), tensor);
  EXPECT_EQ(back.metadata, file.metadata);
  EXPECT_EQ(readSafetensorsMetadata(folder / "a.safetensors"), file.metadata);
}

TEST(Safetensors, WritesStridedAndTrackedTensorsInPlainOrder) {
  const torch::Tensor matrix = torch::arange(6.0f).reshape({2, 3}).requires_grad_();
  const torch::Tensor image = torch::arange(16.0f).reshape({1, 2, 2, 4});
  const TemporaryFolder folder;
  writeSafetensors(
      folder / "a.safetensors",
      {.tensors = {{"turned", matrix.t()}, {"last", image.contiguous(torch::MemoryFormat::ChannelsLast)}}});
  const TensorFile back = readSafetensors(folder / "a.safetensors");
  expectSame(back.tensors.at("turned"), torch::tensor({{0.0f, 3.0f}, {1.0f, 4.0f}, {2.0f, 5.0f}}));
  expectSame(back.tensors.at("last"), image);
}

TEST(Safetensors, WritesTheDocumentedBytes) {
  const TemporaryFolder folder;
  writeSafetensors(folder / "a.safetensors",
                   {.tensors = {{"b", torch::tensor({1, 2}, torch::kUInt8)}, {"w", torch::tensor({1.0f})}},
                    .metadata = {{"k", "v\n"}}});
  const std::string header = R"({"__metadata__":{"k":"v\u000a"},"b":{"dtype":"U8","shape":[2],"data_offsets":[4,6]},)"
                             R"("w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
  const std::string padded = header + std::string((8 - header.size() % 8) % 8, ' ');
  EXPECT_EQ(readBytes(folder / "a.safetensors"), fileOf(padded, std::string("\0\0\x80\x3f\x01\x02", 6)));
}

TEST(Safetensors, ReadsWhatPythonWrote) {
  const TensorFile file = readSafetensors(golden("weights/forms.safetensors"));
  expectSame(file.tensors.at("matrix"), torch::tensor({{0.0f, 1.0f, 2.0f}, {3.0f, 4.0f, 5.0f}}));
  expectSame(file.tensors.at("scalar"), torch::tensor(2.5f));
  EXPECT_EQ(file.tensors.at("empty").sizes(), torch::IntArrayRef({0, 3}));
  expectSame(file.tensors.at("kind.float16"), torch::tensor({0.0f, 1.0f, 2.0f}).to(torch::kFloat16));
  expectSame(file.tensors.at("kind.int8"), torch::tensor({0, 1, 2}, torch::kInt8));
  expectSame(file.tensors.at("kind.bool"), torch::tensor({false, true, true}));
  expectSame(file.tensors.at("odd \"name\"\\ \n \xC3\xBC \xF0\x9F\x98\x80"), torch::tensor({9}, torch::kInt32));
  EXPECT_EQ(file.tensors.size(), 13u);
  EXPECT_EQ(file.metadata.at("text"), "a\tb\x01 \"quoted\" \xC3\xBC \xF0\x9F\x98\x80");
}

TEST(Safetensors, ReadsEscapesAndSurrogatePairs) {
  const TemporaryFolder folder;
  writeBytes(folder / "a", fileOf(R"({ "__metadata__" : {"k":"\u00fc\ud83d\ude00\/\b"} } )", ""));
  EXPECT_EQ(readSafetensors(folder / "a").metadata.at("k"), "\xC3\xBC\xF0\x9F\x98\x80/\b");
}

TEST(Safetensors, RefusesPlacesThatOverlapLeaveGapsOrReachOutside) {
  const auto header = [](const std::string& first, const std::string& second) {
    return R"({"a":{"dtype":"U8","shape":[2],"data_offsets":)" + first +
           R"(},"b":{"dtype":"U8","shape":[2],"data_offsets":)" + second + "}}";
  };
  EXPECT_EQ(refusalOf(header("[0,2]", "[2,4]"), "1234"), "");
  EXPECT_NE(refusalOf(header("[0,2]", "[1,3]"), "123").find("gives b a place that overlaps"), std::string::npos);
  EXPECT_NE(refusalOf(header("[0,2]", "[3,5]"), "12345"), "");
  EXPECT_NE(refusalOf(header("[0,2]", "[2,4]"), "123").find("holds 3 bytes of tensors where its header tells of 4"),
            std::string::npos);
  EXPECT_NE(refusalOf(header("[0,2]", "[2,4]"), "12345"), "");
  EXPECT_NE(refusalOf(header("[0,2]", "[4,2]"), "1234"), "");
}

TEST(Safetensors, RefusesShapesThatDoNotFitTheirBytes) {
  const auto header = [](const std::string& shape) {
    return R"({"a":{"dtype":"F32","shape":)" + shape + R"(,"data_offsets":[0,8]}})";
  };
  EXPECT_EQ(refusalOf(header("[2]"), "12345678"), "");
  for (const char* shape : {"[3]", "[]", "[0]", "[4611686018427387905,2]", "[4294967296,4294967296,2]"}) {
    EXPECT_NE(refusalOf(header(shape), "12345678").find("a shape that does not fit its 8 bytes"), std::string::npos);
  }
}

TEST(Safetensors, RefusesEveryOtherMalformedHeader) {
  for (const char* header :
       {"",
        " {}",
        "[]",
        "{",
        "{}x",
        R"({"a":1})",
        R"({"__metadata__":{"k":1}})",
        R"({"__metadata__":{"k":"v"})",
        R"({"__metadata__":{"k":"v","k":"w"}})",
        R"({"__metadata__":{"k":"v",}})",
        R"({"__metadata__":{"k":"\x"}})",
        R"({"__metadata__":{"k":"\ud83d"}})",
        R"({"__metadata__":{"k":"\ude00"}})",
        "{\"__metadata__\":{\"k\":\"\n\"}}",
        "{\"__metadata__\":{\"k\":\"\xFF\"}}",
        R"({"a":{"dtype":"U8","shape":[0]}})",
        R"({"a":{"dtype":"U8","shape":[0],"data_offsets":[0]}})",
        R"({"a":{"dtype":"U8","shape":[00],"data_offsets":[0,0]}})",
        R"({"a":{"dtype":"U8","shape":[-0],"data_offsets":[0,0]}})",
        R"({"a":{"dtype":"U8","shape":[0.0],"data_offsets":[0,0]}})",
        R"({"a":{"dtype":"U8","shape":[0],"data_offsets":[0,99999999999999999999]}})",
        R"({"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0],"more":"x"}})",
        R"({"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}})",
        R"({"a":{"dtype":"C64","shape":[0],"data_offsets":[0,0]}})"}) {
    EXPECT_NE(refusalOf(header), "") << header;
  }
}

TEST(Safetensors, RefusesAHeaderOfMoreThanAHundredMegabytes) {
  const TemporaryFolder folder;
  writeBytes(folder / "a", std::string("\x01\xe1\xf5\x05\0\0\0\0{", 9));
  EXPECT_NE(errorOf([&] { readSafetensors(folder / "a"); }).find("more than 100 MB"), std::string::npos);
}

TEST(Safetensors, SurvivesEveryTruncationAndEveryChangedByte) {
  const TemporaryFolder folder;
  const std::string bytes = readBytes(golden("weights/forms.safetensors"));
  EXPECT_EQ(acceptedTruncations(bytes, folder / "a", readSafetensors), 0);
  EXPECT_GT(refusedChanges(bytes, folder / "a", readSafetensors), 500);
}

TEST(Safetensors, RefusesToWriteWhatTheFormatCannotHold) {
  const TemporaryFolder folder;
  const auto write = [&](const std::string& name, const torch::Tensor& tensor) {
    return errorOf([&] { writeSafetensors(folder / "a.safetensors", {.tensors = {{name, tensor}}}); });
  };
  EXPECT_NE(write("wave", torch::zeros({2}, torch::kComplexFloat)).find("the tensor wave"), std::string::npos);
  EXPECT_NE(write("nothing", torch::Tensor()), "");
  EXPECT_NE(write("__metadata__", torch::zeros({2})), "");
  EXPECT_NE(write("\xFF", torch::zeros({2})), "");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace macadam
