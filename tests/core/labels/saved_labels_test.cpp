#include "labels/saved_labels.h"

#include "image/description.h"
#include "image/mask_raster.h"
#include "image/orientation.h"
#include "image/raster.h"
#include "labels/label_editor.h"
#include "support/damage.h"
#include "support/edited_picture.h"
#include "support/gdal_files.h"

#include <gtest/gtest.h>

#include <array>
#include <cpl_conv.h>
#include <ogr_srs_api.h>
#include <sys/stat.h>

namespace macadam {
namespace {

namespace fs = std::filesystem;

TEST(SavedState, IsReadBackAsDescribed) {
  const SavedState state{"0123456789abcdef", 17, "fedcba9876543210", "123-00ff"};
  EXPECT_EQ(describe(state),
            "Macadam labels: journal 0123456789abcdef records 17 contents fedcba9876543210 picture 123-00ff");
  EXPECT_EQ(savedStateFrom(describe(state)), state);
  EXPECT_FALSE(savedStateFrom("Created with GIMP"));
  EXPECT_FALSE(savedStateFrom("Macadam labels: journal 0123456789abcdef"));
}

std::string wktOf(int epsg) {
  OGRSpatialReferenceH reference = OSRNewSpatialReference(nullptr);
  EXPECT_EQ(OSRImportFromEPSG(reference, epsg), OGRERR_NONE);
  char* text = nullptr;
  OSRExportToWkt(reference, &text);
  const std::string wkt = text;
  CPLFree(text);
  OSRDestroySpatialReference(reference);
  return wkt;
}

using PlaceOnEarth = std::function<void(GDALDatasetH)>;

/// A project of one picture with a place on the earth, 40×30.
struct PlacedPicture {
  explicit PlacedPicture(const PlaceOnEarth& place) {
    fs::create_directories(folder / "tiles/images");
    {
      const GdalFile file(folder / "tiles/images/a.tif", 40, 30, 3);
      place(file.dataset());
      cv::Mat row(1, 40, CV_8UC1);
      for (int band = 1; band <= 3; ++band) {
        for (int y = 0; y < 30; ++y) {
          row.setTo(20 + 3 * y + band);
          EXPECT_EQ(GDALRasterIO(file.band(band), GF_Write, 0, y, 40, 1, row.data, 40, 1, GDT_Byte, 0, 0), CE_None);
        }
      }
    }
    project = createProject(folder / "work", "../tiles", 512);
  }

  GeoReference georeference() const { return Raster(folder / "tiles/images/a.tif").georeference().value(); }
  LabelEditor open() const { return LabelEditor(project, openDataset(project.folder, 512).samples.at(0)); }
  fs::path labels(const std::string& ending) const { return project.labels() / ("images/a.tif" + ending); }

  TemporaryFolder folder;
  Project project;
};

void placeByTransform(GDALDatasetH dataset) {
  std::array<double, 6> transform{300000.123456789, 0.3, 0.01, 5000000.987654321, 0.02, -0.3};
  GDALSetGeoTransform(dataset, transform.data());
  GDALSetProjection(dataset, wktOf(32633).c_str());
}

void placeInDegrees(GDALDatasetH dataset) {
  std::array<double, 6> transform{-71.30000000001, 1.0 / 3 / 86400, 0, 42.1, 0, -1.0 / 3 / 86400};
  GDALSetGeoTransform(dataset, transform.data());
  GDALSetProjection(dataset, wktOf(4326).c_str());
}

void placeInStatePlaneFeet(GDALDatasetH dataset) {
  std::array<double, 6> transform{775000, 1, 0, 2960000, 0, -1};
  GDALSetGeoTransform(dataset, transform.data());
  GDALSetProjection(dataset, wktOf(2249).c_str());
}

void placeByOwnProjection(GDALDatasetH dataset) {
  OGRSpatialReferenceH reference = OSRNewSpatialReference(nullptr);
  OSRImportFromProj4(reference, "+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m");
  char* text = nullptr;
  OSRExportToWkt(reference, &text);
  std::array<double, 6> transform{4000000, 2, 0, 3000000, 0, -2};
  GDALSetGeoTransform(dataset, transform.data());
  GDALSetProjection(dataset, text);
  CPLFree(text);
  OSRDestroySpatialReference(reference);
}

void placeWithoutProjection(GDALDatasetH dataset) {
  std::array<double, 6> transform{1000, 0.5, 0, 5000, 0, -0.5};
  GDALSetGeoTransform(dataset, transform.data());
}

void placeByControlPoints(GDALDatasetH dataset) {
  char* none = const_cast<char*>("");
  const GDAL_GCP points[] = {{none, none, 0, 0, 300000.1, 5000000.2, 0},
                             {none, none, 40, 0, 300020.7, 5000001.3, 12.5},
                             {none, none, 0, 30, 299999.9, 4999985.4, 0},
                             {none, none, 40, 30, 300023, 4999983.25, 7},
                             {none, none, 20.5, 14.25, 300010.125, 4999992.75, 3}};
  GDALSetGCPs(dataset, 5, points, wktOf(32633).c_str());
}

void placeBySensorModel(GDALDatasetH dataset) {
  CPLStringList terms;
  for (const char* name : {"LINE_OFF", "SAMP_OFF", "LAT_OFF", "LONG_OFF", "HEIGHT_OFF", "LINE_SCALE", "SAMP_SCALE",
                           "LAT_SCALE", "LONG_SCALE", "HEIGHT_SCALE"}) {
    terms.SetNameValue(name, "6.5");
  }
  for (const char* name : {"LINE_NUM_COEFF", "LINE_DEN_COEFF", "SAMP_NUM_COEFF", "SAMP_DEN_COEFF"}) {
    terms.SetNameValue(name, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20.000125");
  }
  GDALSetMetadata(dataset, terms.List(), "RPC");
}

void placeUpsideDown(GDALDatasetH dataset) {
  std::array<double, 6> transform{1000, 0.5, 0, 5000, 0, 0.5};
  GDALSetGeoTransform(dataset, transform.data());
  GDALSetProjection(dataset, wktOf(25832).c_str());
}

struct Place {
  const char* name;
  PlaceOnEarth put;
};

class SavedPlace : public testing::TestWithParam<Place> {};

TEST_P(SavedPlace, OfMaskAndCodesIsThePicturesByteForByte) {
  const PlacedPicture picture(GetParam().put);
  {
    LabelEditor editor = picture.open();
    draw(editor, {0, 10, 40, 5});
    draw(editor, {0, 20, 40, 5}, Label::Background);
    save(editor);
  }
  EXPECT_FALSE(fs::exists(picture.labels(".png")));
  for (const char* ending : {".tif", ".sources.tif"}) {
    const auto written = Raster(picture.labels(ending)).georeference();
    ASSERT_TRUE(written) << ending;
    const GeoReference expected = picture.georeference();
    EXPECT_EQ(written->transform, expected.transform) << ending;
    EXPECT_EQ(written->projection, expected.projection) << ending;
    EXPECT_EQ(written->controlPoints, expected.controlPoints) << ending;
    EXPECT_EQ(written->rationalPolynomials, expected.rationalPolynomials) << ending;
  }
  const LabelEditor editor = picture.open();
  EXPECT_TRUE(editor.notes().empty());
  EXPECT_TRUE(editor.isSaved());
  EXPECT_EQ(editor.plane().at({0, 12}), (LabelPixel{1, 1}));
  EXPECT_EQ(editor.plane().at({0, 22}), (LabelPixel{0, 1}));
  EXPECT_EQ(editor.plane().at({0, 0}), (LabelPixel{255, 0}));
  EXPECT_EQ(openDataset(picture.project.folder, 512).samples.at(0).mask, picture.labels(".tif"));
  for (const auto& file : fs::directory_iterator(picture.labels(".tif").parent_path()))
    EXPECT_EQ(file.path().string().find(".tmp-"), std::string::npos) << file.path();
}

INSTANTIATE_TEST_SUITE_P(
    Every, SavedPlace,
    testing::Values(Place{"transform", placeByTransform}, Place{"degrees", placeInDegrees},
                    Place{"feet", placeInStatePlaneFeet}, Place{"own_projection", placeByOwnProjection},
                    Place{"no_projection", placeWithoutProjection}, Place{"control_points", placeByControlPoints},
                    Place{"sensor_model", placeBySensorModel}, Place{"upside_down", placeUpsideDown}),
    [](const auto& tested) { return std::string(tested.param.name); });

/// In the words of ArcGIS, as XML.
constexpr const char* kOwnProjection =
    "PROJCS[&quot;My_Own_Name_For_Mainland&quot;,GEOGCS[&quot;GCS_North_American_1983&quot;,"
    "DATUM[&quot;D_North_American_1983&quot;,SPHEROID[&quot;GRS_1980&quot;,6378137.0,298.257222101]],"
    "PRIMEM[&quot;Greenwich&quot;,0.0],UNIT[&quot;Degree&quot;,0.0174532925199433]],"
    "PROJECTION[&quot;Lambert_Conformal_Conic&quot;],PARAMETER[&quot;False_Easting&quot;,200000.0],"
    "PARAMETER[&quot;False_Northing&quot;,750000.0],PARAMETER[&quot;Central_Meridian&quot;,-71.5],"
    "PARAMETER[&quot;Standard_Parallel_1&quot;,41.71666666666667],"
    "PARAMETER[&quot;Standard_Parallel_2&quot;,42.68333333333333],"
    "PARAMETER[&quot;Latitude_Of_Origin&quot;,41.0],UNIT[&quot;Meter&quot;,1.0]]";

/// Draws on it and saves.
void expectSamePlaceOnceSaved(const EditedPicture& picture) {
  LabelEditor editor = picture.open();
  draw(editor, {0, 100, 300, 30});
  save(editor);
  const auto expected = Raster(picture.folder / "tiles/images/a.png").georeference();
  ASSERT_TRUE(expected && expected->projection.find("My_Own_Name_For_Mainland") != std::string::npos);
  for (const char* ending : {".tif", ".sources.tif"})
    EXPECT_EQ(Raster(picture.labels(ending)).georeference(), expected) << ending;
}

TEST(SavedLabels, AProjectionThatStandsBesideThePictureIsTheMasksWordForWord) {
  const EditedPicture picture;
  std::ofstream(picture.folder / "tiles/images/a.pgw") << "2\n0\n0\n-2\n1001\n4999\n";
  std::ofstream(picture.folder / "tiles/images/a.png.aux.xml")
      << "<PAMDataset><SRS>" << kOwnProjection << "</SRS></PAMDataset>";
  expectSamePlaceOnceSaved(picture);
}

TEST(SavedLabels, ControlPointsThatStandBesideThePictureAreTheMasksWordForWord) {
  const EditedPicture picture;
  std::ofstream(picture.folder / "tiles/images/a.png.aux.xml")
      << "<PAMDataset><GCPList Projection=\"" << kOwnProjection << "\">"
      << R"(<GCP Id="1" Pixel="0" Line="0" X="200000.1" Y="900000" Z="0"/>)"
      << R"(<GCP Id="2" Pixel="300" Line="0" X="200302" Y="900001.7" Z="12.25"/>)"
      << R"(<GCP Id="3" Pixel="0" Line="280" X="200003" Y="899721" Z="0"/>)"
      << R"(<GCP Id="4" Pixel="300" Line="280" X="200290" Y="899715" Z="3"/></GCPList></PAMDataset>)";
  expectSamePlaceOnceSaved(picture);
}

TEST(SavedLabels, ASensorModelThatStandsBesideThePictureIsTheMasks) {
  const PlacedPicture picture([](GDALDatasetH) {});
  {
    std::ofstream model(picture.folder / "tiles/images/a_RPC.TXT");
    for (const char* name : {"LINE_OFF", "SAMP_OFF", "LAT_OFF", "LONG_OFF", "HEIGHT_OFF", "LINE_SCALE", "SAMP_SCALE",
                             "LAT_SCALE", "LONG_SCALE", "HEIGHT_SCALE"}) {
      model << name << ": +006.50 pixels\n";
    }
    for (const char* name : {"LINE_NUM_COEFF", "LINE_DEN_COEFF", "SAMP_NUM_COEFF", "SAMP_DEN_COEFF"}) {
      for (int i = 1; i <= 20; ++i) model << name << "_" << i << ": +1.25000E-0" << i % 9 + 1 << "\n";
    }
  }
  LabelEditor editor = picture.open();
  draw(editor, {0, 10, 40, 5});
  save(editor);
  const auto terms = Raster(picture.labels(".tif")).georeference()->rationalPolynomials;
  for (const char* term : {"LAT_OFF=6.5", "SAMP_SCALE=6.5",
                           "LINE_NUM_COEFF=0.0125 0.00125 0.000125 1.25e-05 1.25e-06 1.25e-07 1.25e-08 1.25e-09 0.125 "
                           "0.0125 0.00125 0.000125 1.25e-05 1.25e-06 1.25e-07 1.25e-08 1.25e-09 0.125 0.0125 0.00125"})
    EXPECT_NE(std::ranges::find(terms, term), terms.end()) << term;
}

TEST(SavedLabels, APictureThatWinsAPlaceOnTheEarthKeepsOneMask) {
  const EditedPicture picture;
  {
    LabelEditor editor = picture.open();
    draw(editor, {0, 100, 300, 30});
    save(editor);
  }
  std::ofstream(picture.folder / "tiles/images/a.pgw") << "2\n0\n0\n-2\n1001\n4999\n";
  {
    LabelEditor editor = picture.open();
    EXPECT_EQ(editor.steps().size(), 1U);
    draw(editor, {0, 200, 300, 30});
    save(editor);
  }
  EXPECT_TRUE(fs::exists(picture.labels(".tif")));
  EXPECT_FALSE(fs::exists(picture.labels(".png")));
  EXPECT_FALSE(fs::exists(picture.labels(".sources.png")));
  EXPECT_EQ(picture.open().steps().size(), 2U);
  EXPECT_EQ(Raster(picture.labels(".tif")).georeference()->transform, (std::array<double, 6>{1000, 2, 0, 5000, 0, -2}));
}

TEST(SavedLabels, APictureStoredTurnedHasAMaskThatStandsUpright) {
  const TemporaryFolder folder;
  fs::create_directories(folder / "tiles/images");
  writePicture(folder / "tiles/images/a.jpg", cv::Mat(20, 40, CV_8UC3, cv::Scalar(60, 90, 70)));
  std::string jpeg = readBytes(folder / "tiles/images/a.jpg");
  // An EXIF block with the orientation 6: a quarter clockwise.
  const std::string exif(
      "\xff\xe1\x00\x22"
      "Exif\0\0"
      "MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
      36);
  jpeg.insert(2, exif);
  writeBytes(folder / "tiles/images/a.jpg", jpeg);
  const Project project = createProject(folder / "work", "../tiles", 512);
  LabelEditor editor(project, openDataset(project.folder, 512).samples.at(0));
  ASSERT_EQ(editor.size(), cv::Size(20, 40));
  draw(editor, {0, 0, 20, 5});
  save(editor);
  EXPECT_EQ(cv::imread((project.labels() / "images/a.jpg.png").string(), cv::IMREAD_GRAYSCALE).size(),
            cv::Size(20, 40));
  EXPECT_EQ(LabelEditor(project, openDataset(project.folder, 512).samples.at(0), LabelAccess::Look).plane(),
            editor.plane());
}

}  // namespace
}  // namespace macadam
