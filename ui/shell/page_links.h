#pragma once

namespace macadam {

class Page;
class PageStack;

// What a page asks of the others, connected when it is built; `page` is of the kind that the name says.

void linkData(PageStack& pages, Page& page);
void linkTrain(PageStack& pages, Page& page);
void linkCompare(PageStack& pages, Page& page);
void linkResults(PageStack& pages, Page& page);

}  // namespace macadam
