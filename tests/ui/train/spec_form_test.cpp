#include "ui/train/spec_form.h"

#include "spec/presets.h"
#include "spec/run_spec_toml.h"
#include "spec/validate.h"
#include "support/temporary_folder.h"
#include "support/wait_for.h"
#include "ui/train/field_row.h"
#include "ui/train/fold_section.h"
#include "ui/train/method_rows.h"
#include "ui/train/number_edit.h"
#include "ui/train/run_estimate.h"
#include "ui/train/scripted_engine.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <algorithm>
#include <fstream>

namespace macadam {
namespace {

FieldRow* rowOfField(SpecForm& form, const std::string& path) {
  const QList<FieldRow*> rows = form.findChildren<FieldRow*>();
  const auto found = std::ranges::find(rows, path, &FieldRow::path);
  return found == rows.end() ? nullptr : *found;
}

void type(SpecForm& form, const std::string& path, const QString& text) {
  QWidget* editor = rowOfField(form, path)->editor();
  if (auto* box = qobject_cast<QComboBox*>(editor)) return box->setEditText(text);
  auto* line = qobject_cast<QLineEdit*>(editor);
  if (line == nullptr) line = editor->findChild<QLineEdit*>();
  line->selectAll();
  QTest::keyClicks(line, text);
  if (text.isEmpty()) QTest::keyClick(line, Qt::Key_Delete);
}

QString problemOf(SpecForm& form, const std::string& path) {
  return rowOfField(form, path)->problem();
}

RunSource source() {
  return {.data = "/projects/town",
          .windowSize = 320,
          .split = "/projects/town/splits/a.toml",
          .labelled = 4,
          .unlabelled = 16,
          .summary = "town"};
}

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
  EXPECT_EQ(
      row->note(),
      "There are tiles of 96 pixels: beyond their edges a crop of 128 is mirrored and counts in no loss. 96 fits.");
  type(form, "data.tile_size", "96");
  EXPECT_EQ(row->note(), "");
  EXPECT_EQ(row->problem(), "");
}

TEST(SpecForm, GivesBackEveryPresetAndMethodAsItCame) {
  SpecForm form;
  for (const std::string& name : presetNames()) {
    for (const SuiteRow row : kSuiteRows) {
      RunSpec spec = preset(name);
      spec.method = methodOf(row, spec);
      spec.data.path = "/pictures";
      spec.networks.teacher2 = SegNetSpec{.width = 0.5, .pretrained = "vgg.pth"};
      spec.device = {DeviceKind::Cuda, 1};
      spec.seed = 9007199254740991;
      form.setSpec(spec);
      EXPECT_EQ(form.spec(), spec) << name << ' ' << toString(row);
      EXPECT_EQ(form.row(), row);
    }
  }
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
  EXPECT_EQ(std::get<DeepLabV3PlusSpec>(spec.networks.student).encoderDepth, 34);
  EXPECT_EQ(spec.networks.teacher2, NetworkSpec(SegNetSpec{.width = 0.5}));
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
  form.chooseRow(SuiteRow::Cps);
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
  form.chooseRow(SuiteRow::Cps);
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

TEST(SpecForm, RemembersWhatWasSetForAnotherMethod) {
  SpecForm form;
  form.setSource(source());
  type(form, "method.iterations", "7770");
  form.chooseRow(SuiteRow::SupervisedStudent);
  EXPECT_EQ(form.spec().name, "small-supervised-student");
  type(form, "method.iterations", "900");
  form.chooseRow(SuiteRow::Sslkd);
  EXPECT_EQ(std::get<SslkdSpec>(form.spec().method).iterations, 7770);
  EXPECT_EQ(form.spec().name, "small-sslkd");
  form.chooseRow(SuiteRow::SupervisedStudent);
  EXPECT_EQ(std::get<SupervisedSpec>(form.spec().method).iterations, 900);
}

TEST(SpecForm, CarriesWhatWasChangedIntoAMethodThatHasItToo) {
  const auto original = std::get<SslkdSpec>(preset("small").method);
  SpecForm form;
  form.setSource(source());
  type(form, "method.iterations", "7770");
  form.chooseRow(SuiteRow::Cps);
  auto cps = std::get<CpsSpec>(form.spec().method);
  EXPECT_EQ(cps.iterations, 7770);
  EXPECT_EQ(cps.warmUpIterations, original.warmUpIterations) << "nobody has changed it";
  EXPECT_EQ(cps.weight, original.teachers.weight);
  EXPECT_EQ(qobject_cast<NumberEdit*>(rowOfField(form, "method.iterations")->editor())->text(), "7770");

  type(form, "method.weight", "0.75");
  qobject_cast<QComboBox*>(rowOfField(form, "method.pseudo_labels_on")->editor())->setCurrentIndex(1);
  form.chooseRow(SuiteRow::CmsTeachers);
  const auto cms = std::get<CmsSpec>(form.spec().method);
  EXPECT_EQ(cms.iterations, original.teachers.iterations) << "those of the teachers, not of the student";
  EXPECT_EQ(cms.warmUpIterations, original.teachers.warmUpIterations);
  EXPECT_EQ(cms.weight, 0.75);
  EXPECT_EQ(cms.pseudoLabelsOn, Scope::Unlabelled);
  EXPECT_EQ(cms.first, Role::Teacher1) << "the networks are the method's own";

  form.chooseRow(SuiteRow::Cps);
  form.chooseRow(SuiteRow::Cct);
  const auto cct = std::get<CctSpec>(form.spec().method);
  EXPECT_EQ(cct.iterations, 7770);
  EXPECT_EQ(cct.weight, 30.0) << "of another loss";
  form.chooseRow(SuiteRow::SupervisedTeacher2);
  EXPECT_EQ(form.spec().method, MethodSpec(SupervisedSpec{Role::Teacher2, original.teachers.iterations}));
}

TEST(SpecForm, LeavesToTheTeachersWhatWasChangedOfTheirTraining) {
  const auto original = std::get<SslkdSpec>(preset("small").method);
  SpecForm form;
  form.setSource(source());
  type(form, "method.teachers.warm_up_iterations", "320");
  form.chooseRow(SuiteRow::CmsTeachers);
  EXPECT_EQ(std::get<CmsSpec>(form.spec().method).warmUpIterations, 320);

  SpecForm other;
  other.setSource(source());
  other.chooseRow(SuiteRow::SupervisedTeacher1);
  RunSpec teachers = other.spec();
  std::get<SupervisedSpec>(teachers.method).iterations = 444;
  other.setSpec(teachers);
  other.chooseRow(SuiteRow::Sslkd);
  const auto distillation = std::get<SslkdSpec>(other.spec().method);
  EXPECT_EQ(distillation.teachers.iterations, 444);
  EXPECT_EQ(distillation.iterations, original.iterations);
  EXPECT_EQ(distillation.warmUpIterations, original.warmUpIterations);
}

TEST(SpecForm, DoesNotCallWhatARowTookOverAPersonsChange) {
  SpecForm form;
  form.setSource(source());
  form.chooseRow(SuiteRow::Cps);
  RunSpec spec = form.spec();
  std::get<CpsSpec>(spec.method).iterations = 7770;
  form.setSpec(spec);
  EXPECT_FALSE(form.isEdited());
  form.chooseRow(SuiteRow::Cct);
  EXPECT_EQ(std::get<CctSpec>(form.spec().method).iterations, 7770);
  EXPECT_FALSE(form.isEdited());
}

TEST(SpecForm, KnowsWhetherItStillHoldsWhatItBeganWith) {
  SpecForm form;
  form.setSource(source());
  EXPECT_FALSE(form.isEdited());
  form.chooseRow(SuiteRow::Cps);
  EXPECT_FALSE(form.isEdited()) << "the row is shown by itself";
  const std::int64_t iterations = std::get<CpsSpec>(form.spec().method).iterations;
  type(form, "method.iterations", "7770");
  EXPECT_TRUE(form.isEdited());
  type(form, "method.iterations", QString::number(iterations));
  EXPECT_FALSE(form.isEdited());
  type(form, "seed", "9");
  EXPECT_TRUE(form.isEdited());
  form.usePreset("demo");
  EXPECT_FALSE(form.isEdited());
}

TEST(SpecForm, KeepsTheMethodWhenAnotherPresetIsChosen) {
  SpecForm form;
  form.setSource(source());
  form.chooseRow(SuiteRow::Cps);
  type(form, "seed", "5");
  form.usePreset("demo");
  EXPECT_EQ(form.row(), SuiteRow::Cps);
  EXPECT_EQ(std::get<CpsSpec>(form.spec().method).iterations, std::get<SslkdSpec>(preset("demo").method).iterations);
  EXPECT_EQ(form.spec().seed, 5U);
  EXPECT_EQ(form.spec().name, "demo-cps");
}

TEST(SpecForm, DerivesASuiteFromSslkdWhateverMethodIsShown) {
  SpecForm form;
  form.setSource(source());
  form.chooseRow(SuiteRow::Cct);
  const RunSpec base = form.suiteBase();
  EXPECT_EQ(base.name, "small");
  EXPECT_EQ(base.split.file, "/projects/town/splits/a.toml");
  EXPECT_EQ(planSuite(base, {SuiteRow::Sslkd}, {1}).size(), 2U);
}

TEST(SpecForm, GivesASuiteWhatWasChangedInTheMethodThatItShows) {
  SpecForm form;
  form.setSource(source());
  form.chooseRow(SuiteRow::SupervisedStudent);
  RunSpec spec = form.spec();
  std::get<SupervisedSpec>(spec.method).iterations = 600;
  form.setSpec(spec);
  EXPECT_EQ(std::get<SslkdSpec>(form.suiteBase().method).iterations, 600);
}

TEST(SpecForm, ShowsOnlyTheNetworksThatTheMethodUses) {
  SpecForm form;
  form.setSource(source());
  form.show();
  const auto* teacher = form.findChild<QWidget*>("network-teacher1");
  EXPECT_TRUE(teacher->isVisible());
  form.chooseRow(SuiteRow::SupervisedStudent);
  EXPECT_FALSE(teacher->isVisible());
  EXPECT_TRUE(form.findChild<QWidget*>("network-student")->isVisible());
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

TEST(NumberEdit, StepsByATenthOfTheLeadingDigit) {
  NumberEdit whole(NumberEdit::Kind::Whole, 1, 5000);
  const auto step = [](NumberEdit& edit, const QString& from, int by) {
    edit.setText(from);
    edit.stepBy(by);
    return edit.text();
  };
  EXPECT_EQ(step(whole, "8", 1), "9");
  EXPECT_EQ(step(whole, "1500", 1), "1600");
  EXPECT_EQ(step(whole, "1000", -1), "990");
  EXPECT_EQ(step(whole, "1", -1), "1");
  EXPECT_EQ(step(whole, "ten", 1), "ten");
  NumberEdit real(NumberEdit::Kind::Real, 0, 100);
  EXPECT_EQ(step(real, "0.01", 1), "0.011");
  EXPECT_EQ(step(real, "0.01", -1), "0.0099");
  EXPECT_EQ(step(real, "0", 1), "0.01");
}

TEST(NumberEdit, TakesACommaForAPointWhereTheLanguageWritesItSo) {
  NumberEdit real(NumberEdit::Kind::Real, 0, 100), whole(NumberEdit::Kind::Whole, 0, 5000);
  const auto numberOf = [](NumberEdit& edit, QLocale::Language language, const QString& typed) {
    edit.setLocale(QLocale(language));
    edit.setText(typed);
    return edit.numberText();
  };
  EXPECT_EQ(numberOf(real, QLocale::German, "0,25"), "0.25");
  EXPECT_EQ(numberOf(real, QLocale::German, "0.25"), "0.25");
  EXPECT_EQ(numberOf(real, QLocale::German, "1.000,5"), "1.000,5") << "no number, and so it is said";
  EXPECT_EQ(numberOf(real, QLocale::English, "0,25"), "0,25") << "no number there either";
  EXPECT_EQ(numberOf(whole, QLocale::German, "1,5"), "1,5");
  numberOf(real, QLocale::German, "0,01");
  real.stepBy(1);
  EXPECT_EQ(real.text(), "0.011");
}

TEST(RunEstimate, ProbesTeachersAndStudentApart) {
  RunSpec spec = preset("demo");
  spec.method = SslkdSpec{.iterations = 250, .teachers = {.iterations = 350}};
  const std::vector<ProbedPart> parts = probedParts(spec);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<CmsSpec>(parts[0].spec.method));
  EXPECT_EQ(parts[0].iterations, 350);
  EXPECT_EQ(parts[1].iterations, 250);
  std::get<SslkdSpec>(spec.method).teachersFrom = "/runs/teachers";
  EXPECT_EQ(probedParts(spec).size(), 1U);
}

TEST(RunEstimate, LeavesOutTeachersOfTheFormWhereAFileHoldsThem) {
  ScriptedEngine engine;
  RunSpec spec = preset("demo");
  spec.method = SslkdSpec{.iterations = 250};
  const auto sizes = [&] { return estimateRun(engine, spec, [] { return false; }).networks; };
  EXPECT_EQ(sizes().size(), 3U);
  std::get<SslkdSpec>(spec.method).teachersFrom = "/runs/teachers";
  ASSERT_EQ(sizes().size(), 1U);
  EXPECT_EQ(sizes().front().role, Role::Student);
}

}  // namespace
}  // namespace macadam
