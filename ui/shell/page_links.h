#pragma once

namespace macadam {

class Page;
class PageStack;
struct RunSpec;

// What a page asks of the others, connected when it is built; `page` is of the kind that the name says.

void linkData(PageStack& pages, Page& page);
void linkTrain(PageStack& pages, Page& page);
void linkCompare(PageStack& pages, Page& page);
void linkAnnotate(PageStack& pages, Page& page);
void linkResults(PageStack& pages, Page& page);

/// Shows the Train page and lets it train these settings, on the labels and the split of now: for every page that asks
/// for it.
void trainAgain(PageStack& pages, const RunSpec& spec);

}  // namespace macadam
