import FoundationEssentials
import Samples
import TestKit
import Testing

@Suite struct DemoDataTests {
  private static let folder = CheckoutFiles.root + "/compose/demo-data"
  private static let remedy: Comment =
    "write it again: rm -r compose/demo-data && .build/debug/hookline samples compose/demo-data --media"

  @Test func `the bundled world is what the generator makes, to the byte`() throws {
    for file in SampleWorld(hasSound: true, hasPictures: true).files {
      let bundled = FileManager.default.contents(atPath: Self.folder + "/" + file.path)
      #expect(bundled == Data(file.bytes), Self.remedy)
    }
  }

  @Test func `the bundled world has no other files and stays below two megabytes`() throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: Self.folder)
    let made = Array(SampleWorld(hasSound: true, hasPictures: true).files)

    #expect(Set(paths) == Set(made.map(\.path) + [SampleWorld.profileFolder]), Self.remedy)
    #expect(made.reduce(0) { $0 + $1.bytes.count } < 2_000_000)
  }
}
