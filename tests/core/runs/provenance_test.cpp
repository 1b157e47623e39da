#include "runs/provenance.h"

#include "base/error.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(Provenance, ReadsBackWhatItSaved) {
  const TemporaryFolder folder;
  const Provenance written{"Macadam 9.9",
                           "2.11.0",
                           "CPU, 2 threads",
                           "host",
                           "Linux",
                           "2026-11-22T15:12:00Z",
                           "ab",
                           "cd",
                           "12-ef",
                           18'446'744'073'709'551'615u,
                           2,
                           {{"2026-11-23T08:00:00Z", "other", "cuda:0", "1.13.0", ""},
                            {"2026-11-24T08:00:00Z", "host", "cpu, 2 threads", "2.11.0", "ef", "34-ab"}}};
  saveProvenance(written, folder / "provenance.json");
  EXPECT_EQ(loadProvenance(folder / "provenance.json"), written);
}

TEST(Provenance, OfARunThatWasNeverGoneOnWithHasNoResumptions) {
  const TemporaryFolder folder;
  saveProvenance({.program = "Macadam 9.9"}, folder / "provenance.json");
  EXPECT_EQ(readText(folder / "provenance.json").find("resumed"), std::string::npos);
  EXPECT_TRUE(loadProvenance(folder / "provenance.json").resumed.empty());
}

TEST(Provenance, HasTheTeachersThatWereAcceptedLast) {
  Provenance provenance{.teachers = "12-ef"};
  EXPECT_EQ(teachersOf(provenance), "12-ef");
  provenance.resumed = {{.startedAt = "first", .teachers = "34-ab"}, {.startedAt = "second"}};
  EXPECT_EQ(teachersOf(provenance), "34-ab");
}

TEST(Provenance, NamesProgramHostAndTime) {
  const Provenance here = provenanceHere(std::chrono::system_clock::time_point(std::chrono::seconds(0)));
  EXPECT_TRUE(here.program.starts_with("Macadam "));
  EXPECT_FALSE(here.host.empty());
  EXPECT_EQ(here.startedAt, "1970-01-01T00:00:00Z");
}

TEST(Provenance, OfAnEarlierVersionLacksTheNumberOfThreads) {
  const TemporaryFolder folder;
  saveProvenance({.threads = 3}, folder / "provenance.json");
  EXPECT_EQ(loadProvenance(folder / "provenance.json").threads, 3);
  std::string text = readText(folder / "provenance.json");
  const std::string line = ",\n  \"threads\": 3";
  ASSERT_NE(text.find(line), std::string::npos) << text;
  text.erase(text.find(line), line.size());
  appendText(folder / "earlier.json", text);
  EXPECT_EQ(loadProvenance(folder / "earlier.json").threads, 0);
}

TEST(Provenance, AMissingFileIsAnErrorThatNamesIt) {
  try {
    loadProvenance("/nonexistent/provenance.json");
    FAIL() << "read a missing file";
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, "/nonexistent/provenance.json");
  }
}

}  // namespace macadam
