import Glibc
import Media
import Testing

@Suite(.timeLimit(.minutes(1))) struct MediaFileTests {
  @Test(arguments: ["/", "/dev/null", "/dev/zero"]) func `what is not a regular file is refused`(
    path: String
  ) throws {
    let error = try #require(throws: MediaError.self) { try MediaFile(path: path) }

    #expect(error.code == .unreadable)
  }

  @Test func `a pipe with a name is refused without waiting for anyone to write to it`() throws {
    let stage = try Stage()
    mkfifo(stage.path("pipe"), 0o600)

    let error = try #require(throws: MediaError.self) { try MediaFile(path: stage.path("pipe")) }

    #expect(error.code == .unreadable)
  }

  @Test(arguments: ["/nowhere/song.mp3", "/tmp/a\0b"]) func `a file that does not exist is missing`(
    path: String
  ) throws {
    let error = try #require(throws: MediaError.self) { try MediaFile(path: path) }

    #expect(error.code == .missing && !error.isRetriable)
  }

  @Test func `a descriptor that is refused is closed`() throws {
    let null = open("/dev/null", O_RDONLY)
    defer { close(null) }
    // A number that no other test is given.
    let descriptor = fcntl(null, F_DUPFD, 900)

    #expect(throws: MediaError.self) { try MediaFile(descriptor: descriptor) }

    #expect(descriptor >= 900 && fcntl(descriptor, F_GETFD) == -1)
  }

  @Test func `a descriptor that is none is refused`() throws {
    #expect(throws: MediaError.self) { try MediaFile(descriptor: -1) }
  }
}
