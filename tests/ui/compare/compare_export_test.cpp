#include "compare_pages.h"
#include "ui/compare/grid_figure.h"
#include "ui/compare/predict_dialog.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

namespace macadam {

TEST_F(ComparePages, ExportACurtainWithItsDividerAndBothNames) {
  ASSERT_TRUE(isReady());
  pane(2).setCurtainSource(world_.source("teacher1"));
  canvas(2).setDivider(0.25);
  ASSERT_TRUE(waitFor([this] {
    page_->grid().panesChanged();
    return canvas(2).hasCurtain();
  }));
  const GridFigure figure = page_->figureOfPanes();
  EXPECT_EQ(figure.cells[2].title, "SSLKD student | SSLKD teacher 1");
  EXPECT_EQ(figure.cells[2].caption, "IoU 100.0, F1 100.0 | IoU 50.0, F1 66.7");
  EXPECT_EQ(figure.cells[1].title, "Ground truth");
  const QImage& picture = figure.cells[2].image;
  const int left = (canvas(2).deviceSize().width() - picture.width()) / 2;  // the picture is cut out of the middle
  const int divider = canvas(2).deviceSize().width() / 4 - left;
  int brightest = 0;
  for (int x = divider - 2; x <= divider + 2; ++x) {
    brightest = std::max(brightest, qGray(picture.pixel(x, picture.height() / 2)));
  }
  EXPECT_GT(brightest, 200);
}

TEST_F(ComparePages, ExportTheirPanes) {
  ASSERT_TRUE(isReady());
  QSignalSpy said(page_.get(), &Page::message);
  const std::filesystem::path png = world_ / "panes.png", pdf = world_ / "panes.pdf";
  page_->exportPanes(QString::fromStdString(png.string()));
  page_->exportPanes(QString::fromStdString(pdf.string()));
  ASSERT_TRUE(waitFor([&] { return said.count() == 2; }));
  EXPECT_FALSE(QImage(QString::fromStdString(png.string())).isNull());
  EXPECT_TRUE(readBytes(pdf).starts_with("%PDF-"));
}

TEST_F(ComparePages, ExportSelectedTilesAsRowsOfAFigure) {
  ASSERT_TRUE(isReady());
  page_->tiles().view().selectAll();
  QSignalSpy said(page_.get(), &Page::message);
  const QString file = QString::fromStdString((world_ / "rows.png").string());
  page_->exportTiles(file);
  ASSERT_TRUE(waitFor([&] { return said.count() == 1; }));
  const QImage figure(file);
  ASSERT_FALSE(figure.isNull());
  EXPECT_GT(figure.width(), figure.height()) << "six columns, three rows";
}

TEST_F(ComparePages, ExportTilesWhateverElseIsShownMeanwhile) {
  ASSERT_TRUE(isReady());
  page_->tiles().view().selectAll();
  QSignalSpy said(page_.get(), &Page::message);
  const QString file = QString::fromStdString((world_ / "rows.png").string());
  page_->exportTiles(file);
  page_->grid().showSources(
      {"image", world_.source("disagreement"), world_.source("student@last")});  // predicted first
  ASSERT_TRUE(waitFor([&] { return said.count() == 1; }));
  EXPECT_EQ(said[0][0].toString(), "Wrote " + file);
  const QImage figure(file);
  ASSERT_FALSE(figure.isNull());
  EXPECT_GT(figure.width(), figure.height()) << "the six columns that were shown when it was asked for";
}

TEST_F(ComparePages, ExportAndScoreBesideEachOther) {
  ASSERT_TRUE(isReady());
  auto* button = buttonThatBegins("Score all");
  QSignalSpy said(page_.get(), &Page::message);
  trigger("scoreAll");
  EXPECT_EQ(button->text(), "Stop scoring (0 of 12)");
  page_->tiles().view().selectAll();
  for (const char* name : {"one.png", "two.png"}) page_->exportTiles(QString::fromStdString((world_ / name).string()));
  EXPECT_EQ(button->text(), "Stop exporting (0 of 24)");
  ASSERT_TRUE(waitFor([&] { return said.count() == 2; }));
  EXPECT_TRUE(std::filesystem::exists(world_ / "one.png"));
  EXPECT_TRUE(std::filesystem::exists(world_ / "two.png"));
  ScoreTable& table = page_->tiles().table();
  EXPECT_TRUE(waitFor([&] { return table.pooled(0) && table.pooled(3) && button->text() == "Score all tiles"; }));
}

TEST_F(ComparePages, StopWhatTheButtonNames) {
  ASSERT_TRUE(isReady());
  auto* button = buttonThatBegins("Score all");
  QSignalSpy said(page_.get(), &Page::message);
  trigger("scoreAll");
  page_->tiles().view().selectAll();
  page_->exportTiles(QString::fromStdString((world_ / "rows.png").string()));
  QTest::mouseClick(button, Qt::LeftButton);
  ASSERT_EQ(said.count(), 1);
  EXPECT_EQ(said[0][0].toString(), "The export was stopped, and nothing was written");
  EXPECT_EQ(button->text(), "Stop scoring (0 of 12)");
  QTest::mouseClick(button, Qt::LeftButton);
  EXPECT_EQ(button->text(), "Score all tiles");
  EXPECT_FALSE(std::filesystem::exists(world_ / "rows.png"));
}

TEST_F(ComparePages, SayWhyTilesAreNotExported) {
  ASSERT_TRUE(isReady());
  std::filesystem::remove_all(world_.run().checkpoints());
  QSignalSpy failed(&world_.jobs(), &Jobs::failed);
  page_->tiles().view().selectAll();
  page_->exportTiles(QString::fromStdString((world_ / "rows.png").string()));
  ASSERT_TRUE(waitFor([&] { return failed.count() == 1; }));
  EXPECT_EQ(failed[0][0].toString(), "Writing rows.png");
  EXPECT_EQ(failed[0][1].value<QList<Problem>>()[0].what, "holds no checkpoint");
  EXPECT_FALSE(std::filesystem::exists(world_ / "rows.png"));
}

TEST_F(ComparePages, PredictAndSaveWhatIsSelected) {
  ASSERT_TRUE(isReady());
  page_->grid().setCurrent(3);
  page_->tiles().view().selectAll();
  trigger("predictFiles");
  auto* dialog = page_->findChild<PredictDialog*>();
  ASSERT_NE(dialog, nullptr);
  auto* offers = dialog->findChildren<QComboBox*>().at(1);
  EXPECT_EQ(offers->itemText(0), "The picture that is shown: a.png");
  EXPECT_EQ(offers->itemText(1), "Selected in the table: 3 pictures");
  offers->setCurrentIndex(1);
  EXPECT_EQ(dialog->prediction().source.id, world_.source("teacher1"));
  QSignalSpy said(page_.get(), &Page::message);
  ASSERT_TRUE(waitFor([&] { return dialog->problem().isEmpty(); }));
  dialog->accept();
  ASSERT_TRUE(waitFor([&] { return said.count() == 1; }));
  const std::filesystem::path out = world_.project().folder / "predictions";
  EXPECT_EQ(said[0][0].toString(), "Predicted 3 pictures into " + QString::fromStdString(out.string()));
  for (const char* tile : {"a_mask.tif", "b_mask.tif", "c_mask.tif"}) {
    EXPECT_TRUE(std::filesystem::exists(out / tile)) << tile;
  }
}

TEST_F(ComparePages, OfferTheTeachersMeanToPredictBy) {
  ASSERT_TRUE(isReady());
  page_->grid().setCurrent(5);
  const std::unique_ptr<PredictDialog> dialog(page_->askWhatToPredict());
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->prediction().source.id, world_.source("mean"));
  EXPECT_EQ(dialog->prediction().source.networks.size(), 2u);
}

}  // namespace macadam
