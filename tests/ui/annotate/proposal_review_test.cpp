#include "ui/annotate/proposal_review.h"

#include "image/image_store.h"
#include "support/wait_for.h"
#include "ui/annotate/label_session.h"
#include "ui/compare/compare_world.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QSignalSpy>

namespace macadam {
namespace {

/// Proposals for a tile of 32×32 that nobody has labelled: the student's upper 8 rows, teacher 1's upper 16.
class ProposalReviewTest : public testing::Test {
 protected:
  ProposalReviewTest() {
    writeImage(world_ / "data/test/images/d.png");
    world_.open();
    predictions_ =
        std::make_unique<Predictions>([this]() -> Engine& { return engine_; }, world_.project().folder / "cache",
                                      world_.document().dataset(), std::make_shared<ImageStore>(1u << 20));
    suggester_.setPredictions(predictions_.get());
    suggester_.setSources({network("student"), network("teacher1")});
    review_.setShown(true);
  }

  CompareSource network(const std::string& name) const {
    return {SourceKind::Network, {{world_.run().path(), name}}, world_.source(name), "Network", "run"};
  }
  void open(LabelAccess access, const QString& readOnly) {
    const Sample& tile = *world_.document().dataset()->find(CompareWorld::id("d"));
    session_ =
        std::make_unique<LabelSession>(openForAnnotation(world_.project(), tile, access), readOnly, world_.jobs());
    suggester_.choose(world_.source("student"));
    suggester_.setSession(session_.get(), {tile});
    review_.setSession(session_.get());
    ASSERT_TRUE(waitFor([&] { return !review_.proposals().empty(); }));
  }
  std::int64_t proposedPixels() const {
    std::int64_t pixels = 0;
    for (const Proposal& proposal : review_.proposals()) pixels += proposal.region.area();
    return pixels;
  }
  QAction& action(const char* name) { return *panel_.findChild<QAction*>(name); }

  CompareWorld world_;
  PredictingEngine engine_;
  std::unique_ptr<Predictions> predictions_;
  std::unique_ptr<LabelSession> session_;
  ProposalPanel panel_;
  Suggester suggester_;
  ProposalReview review_{panel_, suggester_, [] { return QRectF(0, 0, 32, 32); }};
};

TEST_F(ProposalReviewTest, WhatOthersProposedIsGoneOnceSomebodyElseIsAsked) {
  open(LabelAccess::Edit, {});
  const std::int64_t ofStudent = proposedPixels();
  suggester_.choose(world_.source("teacher1"));
  EXPECT_TRUE(review_.proposals().empty());
  EXPECT_FALSE(action("acceptProposal").isEnabled());
  ASSERT_TRUE(waitFor([&] { return !review_.proposals().empty(); }));
  EXPECT_GT(proposedPixels(), ofStudent);
}

TEST_F(ProposalReviewTest, WhatAllNetworksOfTheRunSeeCanBeAcceptedAtOnce) {
  open(LabelAccess::Edit, {});
  ASSERT_TRUE(waitFor([&] { return action("acceptProposalsAgreed").isEnabled(); }));
  const std::int64_t proposed = proposedPixels();
  action("acceptProposalsAgreed").trigger();
  EXPECT_EQ(cv::countNonZero(session_->plane().labels(session_->whole()) == 1), proposed);
  EXPECT_FALSE(action("acceptProposalsAgreed").isEnabled());
  EXPECT_FALSE(action("acceptProposal").isEnabled());
}

TEST_F(ProposalReviewTest, WhereNothingMayBeChangedAProposalStaysOpenAndItIsSaidWhy) {
  open(LabelAccess::Look, "Another window has it");
  QSignalSpy refused(session_.get(), &LabelSession::refused);
  action("acceptProposal").trigger();
  EXPECT_EQ(refused.size(), 1);
  EXPECT_EQ(review_.proposals().front().decision, ProposalReview::Decision::Open);
  EXPECT_TRUE(action("acceptProposal").isEnabled());
}

}  // namespace
}  // namespace macadam
