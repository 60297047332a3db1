import Testing

@testable import Samples

@Suite struct SamplePhotoTests {
  @Test func `a link says all of a photo, and the same link makes the same bytes`() throws {
    let photo = try #require(SamplePhoto(link: "sample-photo:7301234567890123456/7480"))

    let file = photo.file()

    #expect(photo.link == "sample-photo:7301234567890123456/7480" && photo.seed == 7_301_234_567_890_123_456)
    #expect(file == photo.file() && file.count < 300_000)
    #expect(file.starts(with: [0x89, 0x50, 0x4e, 0x47]))
    #expect(try #require(SamplePhoto(link: "sample-photo:2/7480")).file() != file)
  }

  @Test(arguments: [
    "", "sample-photo:", "sample-photo:1", "sample-photo:1/748", "sample-photo:1/7481",
    "sample-photo:01/7480",
    "sample-photo:1/7480/", "sample-photo:1/74x0", "sample-photo:-1/7480", "sample-clip:1/7480",
    "sample-photo:18446744073709551616/7480", "https://cdn.example.invalid/1/7480",
  ])
  func `what is not to the letter a link is none`(link: String) { #expect(SamplePhoto(link: link) == nil) }
}
