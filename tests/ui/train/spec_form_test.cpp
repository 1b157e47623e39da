#include "ui/train/spec_form.h"

#include "spec_form_world.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"
#include "ui/train/fold_section.h"

#include <QApplication>
#include <QCheckBox>
#include <QEnterEvent>
#include <QLabel>
#include <QSignalSpy>
#include <algorithm>
#include <fstream>

namespace macadam {
namespace {

TEST(SpecForm, HelpFollowsThePointerAndGoesBackToTheFocus) {
  SpecForm form;
  form.show();
  form.activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&form));
  const auto* help = form.findChild<QLabel*>("help");
  FieldRow* name = rowOfField(form, "name");
  FieldRow* seed = rowOfField(form, "seed");
  name->editor()->setFocus();
  ASSERT_TRUE(waitFor([&] { return help->text().contains(name->help().toHtmlEscaped()); }));
  EXPECT_TRUE(help->text().contains(name->label()));
  QEnterEvent enter({}, {}, {});
  QApplication::sendEvent(seed, &enter);
  EXPECT_TRUE(help->text().contains(seed->help().toHtmlEscaped()));
  QEvent leave(QEvent::Leave);
  QApplication::sendEvent(seed, &leave);
  EXPECT_TRUE(help->text().contains(name->help().toHtmlEscaped()));
}

TEST(SpecForm, SaysWhereACropIsLargerThanTheTiles) {
  SpecForm form;
  RunSource small = source();
  small.shortestSide = 96;
  form.setSource(small);
  type(form, "data.tile_size", "128");
  const FieldRow* row = rowOfField(form, "data.tile_size");
  const auto* note = row->findChild<QLabel*>("note");
  EXPECT_EQ(
      note->text(),
      "There are tiles of 96 pixels: beyond their edges a crop of 128 is mirrored and counts in no loss. 96 fits.");
  type(form, "data.tile_size", "96");
  EXPECT_EQ(note->text(), "");
  EXPECT_EQ(row->problem(), "");
}

TEST(SpecForm, OffersTheTilesThatPreviewsCanShow) {
  const std::string path = "schedule.preview_tile";
  SpecForm form;
  RunSource town = source();
  town.validation = {"images/a.png", "images/b.png"};
  form.setSource(town);
  auto* box = qobject_cast<QComboBox*>(rowOfField(form, path)->editor());
  ASSERT_NE(box, nullptr);
  ASSERT_EQ(box->count(), 2);
  EXPECT_EQ(box->currentText(), "") << "none is chosen by offering";
  box->setCurrentIndex(1);
  EXPECT_EQ(form.spec().schedule.previewTile, "images/b.png");
  EXPECT_EQ(problemOf(form, path), "");

  town.validation = {"images/a.png"};
  form.setSource(town);
  EXPECT_EQ(box->currentText(), "images/b.png") << "what is written stays";
  EXPECT_NE(problemOf(form, path), "");
  type(form, path, "");
  EXPECT_EQ(form.spec().schedule.previewTile, "");
  EXPECT_EQ(problemOf(form, path), "");
}

TEST(SpecForm, TakesWhatOneTypesAndChooses) {
  SpecForm form;
  form.setSource(source());
  type(form, "name", "night");
  type(form, "seed", "42");
  type(form, "device", "cuda:2");
  type(form, "schedule.learning_rate", "2e-3");
  type(form, "method.iterations", "1234");
  type(form, "method.teachers.weight", "0.75");
  qobject_cast<QCheckBox*>(rowOfField(form, "augment.flips")->editor())->setChecked(false);
  qobject_cast<QComboBox*>(rowOfField(form, "networks.student.encoder")->editor())->setCurrentIndex(1);
  qobject_cast<QComboBox*>(rowOfField(form, "networks.teacher2.architecture")->editor())->setCurrentIndex(1);
  type(form, "networks.teacher2.width", "0.5");

  const RunSpec spec = form.spec();
  EXPECT_EQ(spec.name, "night");
  EXPECT_EQ(spec.seed, 42U);
  EXPECT_EQ(spec.device, (DeviceSpec{DeviceKind::Cuda, 2}));
  EXPECT_EQ(spec.schedule.learningRate, 0.002);
  EXPECT_EQ(std::get<SslkdSpec>(spec.method).iterations, 1234);
  EXPECT_EQ(std::get<SslkdSpec>(spec.method).teachers.weight, 0.75);
  EXPECT_FALSE(spec.augment.flips);
  EXPECT_EQ(spec.networks.student.encoder, Encoder::ResNet34);
  EXPECT_EQ(spec.networks.of(Role::Teacher2),
            (NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.5}));
  EXPECT_EQ(spec.data.path, "/projects/town");
  EXPECT_EQ(spec.data.windowSize, 320);
  EXPECT_EQ(spec.split.file, "/projects/town/splits/a.toml");
}

TEST(SpecForm, SaysThatAFileOrFolderIsNotThereWhenTypingRests) {
  const TemporaryFolder folder;
  std::ofstream(folder / "vgg.pth") << "weights";
  const QString file = QString::fromStdString((folder / "vgg.pth").string());
  SpecForm form;
  form.setSource(source());
  type(form, "networks.student.pretrained", file + "x");
  EXPECT_TRUE(waitFor([&] { return problemOf(form, "networks.student.pretrained").startsWith("There is no file"); }));
  EXPECT_FALSE(form.problems().empty());
  type(form, "networks.student.pretrained", file);
  EXPECT_EQ(problemOf(form, "networks.student.pretrained").indexOf("There is no file"), -1);
  type(form, "method.teachers_from", file);
  EXPECT_TRUE(waitFor([&] { return problemOf(form, "method.teachers_from").startsWith("There is no folder"); }));
  EXPECT_EQ(problemOf(form, "networks.student.pretrained").indexOf("There is no file"), -1);
}

TEST(SpecForm, AsksWhatAWeightsFileHoldsAndSaysWhetherItFits) {
  const TemporaryFolder folder;
  std::ofstream(folder / "encoder.pth") << "weights";
  const QString file = QString::fromStdString((folder / "encoder.pth").string());
  SpecForm form;
  form.setSource(source());
  type(form, "networks.student.width", "1");
  QSignalSpy named(&form, &SpecForm::weightsNamed);
  type(form, "networks.student.pretrained", file);
  ASSERT_TRUE(waitFor([&] { return named.size() == 1; }));
  EXPECT_EQ(named.front().front().toString(), file);

  const Encoder chosen = form.spec().networks.student.encoder;
  form.setWeights(file, {.encoder = chosen, .naming = "timm", .taken = 216});
  const auto* note = rowOfField(form, "networks.student.pretrained")->findChild<QLabel*>("note");
  EXPECT_TRUE(note->text().startsWith("Fits: ")) << note->text().toStdString();
  EXPECT_TRUE(note->text().endsWith(" as timm name it: 216 tensors taken.")) << note->text().toStdString();
  EXPECT_EQ(problemOf(form, "networks.student.pretrained"), "");

  form.setWeights(file, {.encoder = Encoder::MitB2, .naming = "timm", .taken = 216});
  EXPECT_EQ(problemOf(form, "networks.student.pretrained"),
            "Holds weights of MiT-B2; choose that encoder or another file, or leave the field empty");
  EXPECT_EQ(note->text(), "");
  form.setWeights(file, {.refusal = "has a deep stem"});
  EXPECT_EQ(problemOf(form, "networks.student.pretrained"),
            "Has a deep stem; choose another file, or leave the field empty");
  EXPECT_EQ(std::ranges::count(form.problems(), "networks.student.pretrained", &Problem::where), 1);
}

TEST(SpecForm, AsksAgainWhatAFileHoldsThatWasRefused) {
  const TemporaryFolder folder;
  std::ofstream(folder / "encoder.pth") << "weights";
  const QString file = QString::fromStdString((folder / "encoder.pth").string());
  SpecForm form;
  form.setSource(source());
  type(form, "networks.student.width", "1");
  QSignalSpy named(&form, &SpecForm::weightsNamed);
  type(form, "networks.student.pretrained", file);
  ASSERT_TRUE(waitFor([&] { return named.size() == 1; }));
  form.setWeights(file, {.refusal = "ends before its tensors do"});
  type(form, "networks.student.pretrained", "");
  type(form, "networks.student.pretrained", file);
  EXPECT_TRUE(waitFor([&] { return named.size() == 2; }));
}

TEST(SpecForm, SaysAtTheFieldWhatIsWrongWithIt) {
  SpecForm form;
  form.setSource(source());
  ASSERT_TRUE(form.problems().empty());

  type(form, "schedule.labelled_batch", "many");
  EXPECT_EQ(problemOf(form, "schedule.labelled_batch"), "Is “many”; write a whole number from 1 to 4096");
  type(form, "schedule.labelled_batch", "");
  EXPECT_EQ(problemOf(form, "schedule.labelled_batch"), "Is empty; write a whole number from 1 to 4096");
  type(form, "schedule.labelled_batch", "9999");
  EXPECT_EQ(problemOf(form, "schedule.labelled_batch"), "Is 9999; write a whole number from 1 to 4096");
  type(form, "schedule.labelled_batch", "8");
  EXPECT_EQ(problemOf(form, "schedule.labelled_batch"), "");

  type(form, "method.iterations", "600");
  type(form, "method.warm_up_iterations", "600");
  EXPECT_EQ(problemOf(form, "method.warm_up_iterations"),
            "Is 600 of 600 iterations; leave some for what follows the warm-up");
  type(form, "device", "gpu");
  EXPECT_TRUE(problemOf(form, "device").startsWith("Is “gpu”; write \"auto\""));
  EXPECT_EQ(form.problems().size(), 2U);
}

TEST(SpecForm, SaysAtTheFeatureWeightThatTeacherAndStudentDoNotFit) {
  SpecForm form;
  form.setSource(source());
  type(form, "networks.teacher1.width", "0.5");
  EXPECT_TRUE(problemOf(form, "method.feature_weight").startsWith("Needs equal feature channels"));
  form.chooseRow("cps");
  EXPECT_TRUE(form.problems().empty());
}

TEST(SpecForm, OpensWhereTheFirstProblemIs) {
  SpecForm form;
  form.setSource(source());
  form.show();
  type(form, "schedule.momentum", "7");
  auto* row = rowOfField(form, "schedule.momentum");
  ASSERT_FALSE(row->isVisible());
  form.showFirstProblem();
  EXPECT_TRUE(row->isVisible());
}

TEST(SpecForm, ShowsTheProblemOfAFieldThatIsFoldedAwayOrOfNoUse) {
  SpecForm form;
  form.setSource(source());
  form.resize(420, 300);
  form.show();
  type(form, "schedule.momentum", "7");
  EXPECT_EQ(form.showFirstProblem(), "Momentum: is 7.0; write a number from 0 to 0.999");
  const FieldRow* momentum = rowOfField(form, "schedule.momentum");
  EXPECT_TRUE(waitFor([&] { return momentum->visibleRegion().boundingRect().height() >= momentum->height(); }));
  EXPECT_EQ(form.focusWidget()->accessibleName(), "Momentum");
  type(form, "schedule.momentum", "0.9");

  type(form, "method.teachers.iterations", "many");
  type(form, "method.teachers_from", "/");
  const FieldRow* teachers = rowOfField(form, "method.teachers.iterations");
  EXPECT_TRUE(teachers->isVisible()) << "what is wrong there stands in the way of a start";
  EXPECT_TRUE(form.showFirstProblem().startsWith("Iterations: is “many”; write a whole number"));
  type(form, "method.teachers.iterations", "100");
  EXPECT_FALSE(teachers->isVisible());
  EXPECT_EQ(form.showFirstProblem(), "");
}

TEST(SpecForm, BringsTheFirstWrongFieldIntoSightOutOfAFoldedSection) {
  SpecForm form;
  form.setSource(source());
  form.resize(400, 300);
  form.show();
  form.activateWindow();
  form.setOpenSections({});
  RunSpec wrong = form.spec();
  wrong.augment.minimumScale = 3.0;
  wrong.augment.maximumScale = 2.0;
  form.setSpec(wrong);
  form.showFirstProblem();
  const FieldRow* row = rowOfField(form, "augment.minimum_scale");
  EXPECT_TRUE(row->isVisible());
  EXPECT_FALSE(row->visibleRegion().isEmpty()) << "scrolled to";
  EXPECT_TRUE(row->problem().contains("above augment.maximum_scale")) << row->problem().toStdString();
  EXPECT_TRUE(waitFor([&] { return row->isAncestorOf(QApplication::focusWidget()); }));
}

TEST(SpecForm, ItsFieldsFollowOneAnotherByTheTabKey) {
  SpecForm form;
  form.setSource(source());
  form.chooseRow("cps");
  form.show();
  form.activateWindow();
  const QList<FieldRow*> rows = form.findChildren<FieldRow*>();
  rowOfField(form, "method.kind")->editor()->setFocus();
  QStringList reached;
  for (int i = 0; i < 3; ++i) {
    QTest::keyClick(form.focusWidget(), Qt::Key_Tab);
    reached.append(form.focusWidget()->accessibleName());
  }
  EXPECT_EQ(reached, (QStringList{"Reset Train", "Iterations", "Warm-up iterations"}));
}

TEST(SpecForm, AsksForAProject) {
  SpecForm form;
  ASSERT_EQ(form.problems().size(), 1U);
  EXPECT_EQ(form.problems().front().what, "no project is open");
  form.setSource(source());
  EXPECT_TRUE(form.problems().empty());
}

TEST(SpecForm, OffersTheDrawingRulesWhereThereIsNoSplit) {
  SpecForm form;
  form.setSource(source());
  EXPECT_EQ(rowOfField(form, "split.seed"), nullptr);
  RunSource undivided = source();
  undivided.split.clear();
  form.setSource(undivided);
  ASSERT_NE(rowOfField(form, "split.seed"), nullptr);
  type(form, "split.unlabelled_per_labelled", "8");
  EXPECT_EQ(form.spec().split.unlabelledPerLabelled, 8.0);
}

TEST(SpecForm, ExplainsEveryField) {
  SpecForm form;
  form.setSource(source());
  for (const FieldRow* row : form.findChildren<FieldRow*>()) {
    EXPECT_FALSE(row->help().isEmpty()) << row->path();
    EXPECT_FALSE(row->editor()->accessibleName().isEmpty()) << row->path();
  }
}

}  // namespace
}  // namespace macadam
