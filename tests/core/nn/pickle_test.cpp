#include "nn/pickle.h"

#include "support/damage.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

PickleDocument parse(const std::string& bytes) {
  const TemporaryFolder folder;
  writeBytes(folder / "a", bytes);
  const InputFile file(folder / "a");
  ByteCursor cursor(file, file.whole());
  return readPickle(cursor);
}

std::string refusalOf(const std::string& bytes) {
  return errorOf([&] { parse(bytes); });
}

}  // namespace

TEST(Pickle, ReadsNumbersOfEveryWidth) {
  EXPECT_EQ(*parse(std::string("K\xFF.", 3)).root->as<std::int64_t>(), 255);
  EXPECT_EQ(*parse(std::string("M\x01\x02.", 4)).root->as<std::int64_t>(), 513);
  EXPECT_EQ(*parse(std::string("J\xFE\xFF\xFF\xFF.", 6)).root->as<std::int64_t>(), -2);
  EXPECT_EQ(*parse(std::string("\x8a\x00.", 3)).root->as<std::int64_t>(), 0);
  EXPECT_EQ(*parse(std::string("\x8a\x02\xFF\x7F.", 5)).root->as<std::int64_t>(), 32767);
  EXPECT_EQ(*parse(std::string("\x8a\x01\x80.", 4)).root->as<std::int64_t>(), -128);
  EXPECT_EQ(*parse(std::string("G\xC0\x04\0\0\0\0\0\0.", 10)).root->as<double>(), -2.5);
}

TEST(Pickle, KeepsDictsListsAndSharedValues) {
  // {"a": [1, 2], "b": the same list}
  const PickleDocument document = parse(
      "}(U\x01"
      "a]q\x05(K\x01K\x02"
      "eU\x01"
      "bh\x05u.");
  const auto& entries = document.root->as<PickleDictionary>()->entries;
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(*entries[1].first->as<std::string>(), "b");
  EXPECT_EQ(entries[0].second, entries[1].second);
  EXPECT_EQ(entries[0].second->as<PickleSequence>()->items.size(), 2u);
}

TEST(Pickle, ReadsOrderedDictsOfPython2AsDicts) {
  const PickleDocument document = parse(
      "ccollections\nOrderedDict\n(](](U\x01"
      "aK\x07"
      "eetR.");
  const auto& entries = document.root->as<PickleDictionary>()->entries;
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(*entries[0].first->as<std::string>(), "a");
  EXPECT_EQ(*entries[0].second->as<std::int64_t>(), 7);
}

TEST(Pickle, NotesACallWithoutMakingIt) {
  const PickleDocument document = parse("ctorch\nFloatStorage\nK\x03\x85R.");
  const auto* call = document.root->as<PickleCall>();
  ASSERT_NE(call, nullptr);
  EXPECT_EQ(call->function, "torch.FloatStorage");
  EXPECT_EQ(*call->arguments->items[0]->as<std::int64_t>(), 3);
}

TEST(Pickle, NotesWhatAskForCodeAlike) {
  for (const char* bytes : {"cos\nsystem\n(U\x02ls"
                            "tR.",
                            "(U\x02lsios\nsystem\n.", "(cos\nsystem\nU\x02lso.", "U\x02osU\x06system\x93)\x81.",
                            "cos\nsystem\n)}\x92.", "cos\nsystem\n)R}b.", "cos\nsystem\n)R(K\x01K\x02u."}) {
    const PickleDocument document = parse(bytes);
    ASSERT_NE(document.root->as<PickleCall>(), nullptr) << bytes;
    EXPECT_EQ(document.root->as<PickleCall>()->function, "os.system");
  }
}

TEST(Pickle, ReadsTheTextsOfOldProtocols) {
  // {"a": [5, True, 2.5]} by protocol 0
  const PickleDocument document = parse("(dp0\nVa\np1\n(lp2\nI5\naI01\naF2.5\nas.");
  const auto& entries = document.root->as<PickleDictionary>()->entries;
  ASSERT_EQ(entries.size(), 1u);
  const auto& items = entries[0].second->as<PickleSequence>()->items;
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(*items[0]->as<std::int64_t>(), 5);
  EXPECT_TRUE(*items[1]->as<bool>());
  EXPECT_EQ(*items[2]->as<double>(), 2.5);
}

TEST(Pickle, RefusesUnknownInstructions) {
  EXPECT_NE(refusalOf("P0\n.").find("instruction 0x50"), std::string::npos);
}

TEST(Pickle, RefusesEveryUnsoundStack) {
  for (const char* bytes : {".", "t.", "K\x01\x86.", "(.", "NN.", "h\x01.", "Na.", "]K\x01s.", "(]e.", "]]R.",
                            "}(K\x01u.", "(q\x01.", "(Q."}) {
    EXPECT_NE(refusalOf(bytes), "") << bytes;
  }
}

}  // namespace macadam
