import Media
import Testing

@Suite struct MediaErrorTests {
  @Test func `what the file itself is to blame for is not tried again`() {
    #expect(!MediaError(.unreadable, "").isRetriable)
    #expect(MediaError(.unavailable, "").isRetriable)
  }
}
