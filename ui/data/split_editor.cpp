#include "ui/data/split_editor.h"

#include "data/split_lists.h"
#include "data/split_wish.h"
#include "ui/data/draw_form.h"
#include "ui/data/split_chooser.h"
#include "ui/data/split_edits.h"
#include "ui/data/split_panel.h"
#include "ui/data/wording.h"
#include "ui/jobs/jobs.h"
#include "ui/widgets/capitalised.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace macadam {
namespace {

constexpr int kFilesMilliseconds = 1000;

bool isDivided(const Split& split) {
  return !split.labelled.empty() || !split.unlabelled.empty() || !split.validation.empty() || !split.test.empty();
}

/// Why a split cannot be drawn by the rules that stand beside the words.
QString whyNot(const QList<Problem>& problems) {
  Problem problem = problems.front();
  if (!problem.where.starts_with("the ")) problem.where = "this";  // the data set
  return capitalised(problemText({problem}) + '.');
}

bool declares(const Dataset& dataset, Origin origin) {
  return std::ranges::any_of(dataset.samples, [&](const Sample& s) { return s.origin == origin && s.hasMask(); });
}

}  // namespace

SplitEditor::SplitEditor(Jobs& jobs, SplitPanel& panel, QObject* parent)
    : QObject(parent),
      jobs_(jobs),
      panel_(panel),
      facts_(
          threads_, Overtaken::Dropped,
          [this](SplitFacts facts) {
            ofSplit_ = std::move(facts);
            showFacts();
          },
          [this](const QList<Problem>& problems) {
            ofSplit_.emplace();
            for (const Problem& problem : problems) ofSplit_->findings.push_back({Severity::Stops, problem});
            showFacts();
          }),
      files_(
          threads_, Overtaken::Shown,
          [this](std::vector<Finding> findings) {
            ofFiles_ = std::move(findings);
            showFacts();
          },
          [this](const QList<Problem>& problems) { Q_EMIT refused(problemText(problems)); }),
      outcome_(
          threads_, Overtaken::Dropped, [this](const Split& split) { showOutcome(split); },
          [this](const QList<Problem>& problems) { showImpossible(whyNot(problems)); }),
      drawn_(
          threads_, Overtaken::Dropped, [this](Split split) { apply(std::move(split)); },
          [this](const QList<Problem>& problems) { Q_EMIT refused(whyNot(problems)); }) {
  filesDelay_.setSingleShot(true);
  filesDelay_.setInterval(kFilesMilliseconds);
  connect(&filesDelay_, &QTimer::timeout, this, &SplitEditor::lookAtFiles);
  connect(&panel.form(), &DrawForm::changed, this, &SplitEditor::updateOutcome);
  connect(&panel.form(), &DrawForm::drawWished, this, &SplitEditor::draw);
  connect(&panel.chooser(), &SplitChooser::chosen, this, [this](const QString& name) {
    if (document_ && name.toStdString() != document_->project().activeSplit) document_->activateSplit(name);
  });
  connect(&panel.chooser(), &SplitChooser::undoWished, this, [this] {
    if (document_) document_->undoStack().undo();
  });
  connect(&panel.chooser(), &SplitChooser::redoWished, this, [this] {
    if (document_) document_->undoStack().redo();
  });
}

void SplitEditor::setDocument(ProjectDocument* document) {
  if (document_) document_->disconnect(this);
  disconnect(history_);
  facts_.forget();
  files_.forget();
  outcome_.forget();
  drawn_.forget();
  filesDelay_.stop();
  ofSplit_.reset();
  ofFiles_.clear();
  document_ = document;
  if (document == nullptr) {
    panel_.setFacts({}, false);
    updateNames();
    updateUndo();
    return;
  }
  connect(document, &ProjectDocument::splitChanged, this, &SplitEditor::splitHasChanged);
  connect(document, &ProjectDocument::splitNamesChanged, this, &SplitEditor::updateNames);
  connect(document, &ProjectDocument::splitDeleted, this, [this](const QString& name) {
    const QString shown = QString::fromStdString(document_->project().activeSplit);
    Q_EMIT message(tr("%1 is in the trash; %2 is shown").arg(name, shown));
  });
  connect(document, &ProjectDocument::failed, this, &SplitEditor::updateNames);
  connect(document, &ProjectDocument::labelsChanged, this, &SplitEditor::splitHasChanged);
  connect(document, &ProjectDocument::roadSharesChanged, this, &SplitEditor::splitHasChanged);
  connect(document, &ProjectDocument::undoStackChanged, this, &SplitEditor::followHistory);
  connect(document, &ProjectDocument::obstacleChanged, this, [this] {
    updateOutcome();
    updateUndo();
  });

  const Dataset& dataset = *document->dataset();
  panel_.form().setDeclared(declares(dataset, Origin::Validation), declares(dataset, Origin::Test));
  if (isDivided(document->split())) {
    SplitSpec spec = panel_.form().spec();
    spec.seed = document->split().seed;
    if (document->split().unlabelledPerLabelled > 0.0)
      spec.unlabelledPerLabelled = document->split().unlabelledPerLabelled;
    panel_.form().setSpec(spec);
  }
  updateNames();
  followHistory();
  splitHasChanged();
  lookAtFiles();
}

void SplitEditor::splitHasChanged() {
  updateFacts();
  updateOutcome();
  updateNames();
  Q_EMIT changed();
}

void SplitEditor::move(const std::vector<std::string>& ids, Subset to) {
  if (!document_ || ids.empty() || !mayChange()) return;
  MovedSplit result = moveSamples(document_->split(), *document_->dataset(), ids, to);
  const QString set = subsetName(to).toLower();
  const QString done = tr("Move %1 to %2").arg(tilesText(result.moved), set);
  if (result.moved > 0) document_->changeSplit(std::move(result.split), done);
  QStringList left;
  if (result.locked > 0) {
    left.append(
        result.locked == 1
            ? tr("1 tile is locked and stays where it is. Unlock it first (K).")
            : tr("%1 are locked and stay where they are. Unlock them first (K).").arg(tilesText(result.locked)));
  }
  const QString use = to == Subset::Labelled ? tr("labelled") : tr("measured on");
  if (result.refused.size() == 1) {
    left.append(tr("%1 has no mask, so it cannot be %2. Add its mask to the data set first.")
                    .arg(QString::fromStdString(result.refused.front()), use));
  } else if (!result.refused.empty()) {
    left.append(tr("%1 have no mask, so they cannot be %2. Add their masks to the data set first.")
                    .arg(tilesText(result.refused.size()), use));
  }
  Q_EMIT refused(left.join(' '));
  if (result.moved > 0) Q_EMIT message(tr("%1 moved to %2").arg(tilesText(result.moved), set));
}

void SplitEditor::toggleLocks(const std::vector<std::string>& ids) {
  if (!document_ || ids.empty() || !mayChange()) return;
  const auto& locked = document_->split().locked;
  const bool areLocked =
      std::ranges::all_of(ids, [&](const auto& id) { return std::ranges::binary_search(locked, id); });
  const QString tiles = tilesText(ids.size());
  if (areLocked) {
    document_->changeSplit(withoutLocks(document_->split(), ids), tr("Unlock %1").arg(tiles));
    Q_EMIT message(tr("%1 unlocked").arg(tiles));
  } else {
    document_->changeSplit(withLocks(document_->split(), ids), tr("Lock %1").arg(tiles));
    Q_EMIT message(tr("%1 locked: nothing moves them until they are unlocked").arg(tiles));
  }
}

bool SplitEditor::mayChange() {
  if (document_->obstacle().isEmpty()) return true;
  Q_EMIT refused(document_->obstacle() + '.');
  return false;
}

std::function<Split()> SplitEditor::drawing() const {
  return [dataset = document_->dataset(), wish = panel_.form().wish(), contents = document_->contents(),
          before = document_->split()] { return drawSplit(*dataset, wish, contents, before); };
}

bool SplitEditor::waitsForRoadShares() const {
  if (document_->dataset()->masks.open) return true;
  return panel_.form().spec().stratifyByRoadShare && document_->contents().empty() &&
         !document_->dataset()->samples.empty();
}

void SplitEditor::updateOutcome() {
  if (!document_) return panel_.form().setOutcome({}, false);
  if (!document_->obstacle().isEmpty()) {
    outcome_.forget();
    return panel_.form().setOutcome(document_->obstacle() + '.', false);
  }
  if (document_->dataset()->masks.open) {
    outcome_.forget();
    return panel_.form().setOutcome(tr("Choose what masks mean first, below at Checks."), false);
  }
  if (waitsForRoadShares()) {
    outcome_.forget();
    return panel_.form().setOutcome(tr("Road shares are being measured…"), false);
  }
  outcome_.run(drawing());
}

void SplitEditor::showOutcome(const Split& split) {
  if (!document_ || waitsForRoadShares()) return;
  QString text = tr("Draw gives: %1 labelled, %2 unlabelled,\n%3 validation, %4 test")
                     .arg(split.labelled.size())
                     .arg(split.unlabelled.size())
                     .arg(split.validation.size())
                     .arg(split.test.size());
  const QString note = QString::fromStdString(ratioNote(split, *document_->dataset()));
  if (!note.isEmpty()) text += "\n" + tr("Whole scenes and locks allow no nearer: %1").arg(note.section(" (", 0, 0));
  panel_.form().setOutcome(text, true);
}

void SplitEditor::showImpossible(const QString& why) {
  if (document_ && !waitsForRoadShares()) panel_.form().setOutcome(why, false);
}

void SplitEditor::draw() {
  if (document_ && !waitsForRoadShares() && mayChange()) drawn_.run(drawing());
}

void SplitEditor::apply(Split split) {
  if (!document_) return;
  split.name = document_->split().name;
  const QString text = tr("%1 labelled, %2 unlabelled").arg(split.labelled.size()).arg(split.unlabelled.size());
  document_->changeSplit(std::move(split), tr("Draw split"));
  Q_EMIT refused({});
  Q_EMIT message(tr("Split drawn: %1").arg(text));
}

void SplitEditor::importFrom(const QString& folder) {
  if (!document_ || !mayChange()) return;
  jobs_.start<Split>(
      tr("Importing lists"), this,
      [dataset = document_->dataset(), from = folder.toStdString()](QPromise<Split>& promise) {
        promise.addResult(importLists(from, *dataset));
      },
      [this, document = document_](Split split) {
        if (!document || document != document_) return;
        if (!isDivided(split)) {
          Q_EMIT refused(
              tr("There is no labeled.txt, unlabeled.txt, val.txt or test.txt with tiles of this data set."));
          return;
        }
        split.name = document->split().name;
        split.seed = document->split().seed;
        document->changeSplit(keepLocked(std::move(split), document->split()), tr("Import lists"));
        Q_EMIT message(tr("Lists imported"));
      });
}

void SplitEditor::exportTo(const QString& folder, ListedMasks masks) {
  if (!document_) return;
  jobs_.start<std::vector<Problem>>(
      tr("Exporting lists"), this,
      [dataset = document_->dataset(), split = document_->split(), to = folder.toStdString(),
       masks](QPromise<std::vector<Problem>>& promise) { promise.addResult(exportLists(split, *dataset, to, masks)); },
      [this, folder](const std::vector<Problem>& problems) {
        Q_EMIT refused(problems.empty() ? QString() : problemText({problems.front()}));
        Q_EMIT message(tr("Lists written to %1").arg(folder));
      });
}

QString SplitEditor::objectionTo(const QString& name) const {
  if (name.trimmed().isEmpty()) return tr("Give it a name.");
  if (name.startsWith('.') || name.contains('/') || name.contains('\\')) {
    return tr("A name cannot begin with a dot or hold a slash.");
  }
  if (document_ && document_->splitNames().contains(name.trimmed(), Qt::CaseInsensitive)) {
    return tr("There is a split of this name already.");
  }
  return {};
}

void SplitEditor::copyAs(const QString& name) {
  if (!document_ || !objectionTo(name).isEmpty() || !mayChange()) return;
  const QString from = QString::fromStdString(document_->split().name);
  document_->copySplit(name.trimmed());
  Q_EMIT message(from.isEmpty() ? tr("%1 begins empty").arg(name.trimmed())
                                : tr("%1 begins as a copy of %2").arg(name.trimmed(), from));
}

bool SplitEditor::canRemove() const {
  return document_ && document_->splitNames().size() > 1;
}

void SplitEditor::remove() {
  if (!canRemove() || !mayChange()) return;
  document_->deleteSplit();
}

void SplitEditor::updateFacts() {
  if (!document_) return;
  ofSplit_.reset();  // those of the files are shown beside the new ones
  facts_.run([split = document_->split(), dataset = document_->dataset(), contents = document_->contents()] {
    return summarise(split, *dataset, contents);
  });
  if (!filesDelay_.isActive()) filesDelay_.start();
}

void SplitEditor::lookAtFiles() {
  filesDelay_.stop();
  if (!document_) return;
  files_.run([dataset = document_->dataset(), runs = document_->project().runs()] {
    std::vector<Finding> findings = checkFiles(*dataset);
    std::ranges::move(checkFolder(runs), std::back_inserter(findings));
    return findings;
  });
}

void SplitEditor::showFacts() {
  if (!document_ || !ofSplit_) return;
  SplitFacts facts = *ofSplit_;
  std::ranges::copy(ofFiles_, std::back_inserter(facts.findings));
  std::ranges::stable_sort(facts.findings, {}, &Finding::severity);
  panel_.setFacts(facts, isDivided(document_->split()));
}

void SplitEditor::updateNames() {
  if (!document_) return panel_.chooser().setNames({}, {});
  panel_.chooser().setNames(document_->splitNames(), QString::fromStdString(document_->project().activeSplit));
}

void SplitEditor::followHistory() {
  disconnect(history_);
  history_ = connect(&document_->undoStack(), &QUndoStack::indexChanged, this, &SplitEditor::updateUndo);
  updateUndo();
}

void SplitEditor::updateUndo() {
  const QUndoStack* history = document_ && document_->obstacle().isEmpty() ? &document_->undoStack() : nullptr;
  panel_.chooser().setUndo(history ? history->text(history->index() - 1) : QString(), history && history->canUndo());
  panel_.chooser().setRedo(history ? history->text(history->index()) : QString(), history && history->canRedo());
}

}  // namespace macadam
