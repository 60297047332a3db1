import Glibc
import Lifecycle
import Media
import MediaWire
import Telemetry
import TestKit
import Testing

@Suite(.enabled(if: SoundMedia.canBeMade, "ffmpeg is missing, which makes the media of these tests"))
struct HostileMediaTests {
  @Test(.timeLimit(.minutes(2)), arguments: HostileFile.all)
  func `comes to a clear end`(file: HostileFile) async throws {
    let bytes = try file.bytes(try await SoundMedia.shared.value)

    let end = try await Workshop.with { try await $0.decode(bytes) }

    #expect(file.fate.allows(end), "\(file.name): \(end)")
    #expect(!end.text.isEmpty || file.fate.allows(.whole), "it does not say what is wrong")
  }

  @Test(.timeLimit(.minutes(5))) func `two thousand damaged files leave the decoder at work`() async throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed of the damage: \(seed)")
    var generator = SeededGenerator(seed: seed)
    let media = try await SoundMedia.shared.value.files.filter { $0.value.count < 200_000 }.sorted {
      $0.key < $1.key
    }
    let damaged = (0..<2000).map { number -> (String, [UInt8]) in
      let (name, bytes) = media[number % media.count]
      return (name, Damage.random(to: bytes, using: &generator))
    }

    let ends = try await Workshop.with { workshop in
      try await workshop.decode(damaged.map(\.1))
    }

    let killed = zip(damaged, ends).filter { $0.1.isDeath }.map { "\($0.0.0): \($0.1)" }
    print(
      "of 2,000 damaged files \(ends.count { $0.isResult }) gave something and \(killed.count) killed a child"
    )
    #expect(ends.count == 2000)
    #expect(killed.count < 20, "\(killed)")
  }

  @Test(.timeLimit(.minutes(5))) func `ten thousand files leave no descriptor, process or memory behind`()
    async throws
  {
    let media = try await SoundMedia.shared.value
    let files = [
      Crafted.wave(rate: 8000, channels: 2, samples: 100), try media["a.png"], try media["a.jpg"], [],
      Array("no media".utf8), try Array(media["a.mp4"].prefix(300)),
    ]
    let before = Descriptors.count("self")

    try await Workshop.with { workshop in
      _ = try await workshop.decode(files)
      let children = workshop.children
      let first = children.map { (Descriptors.count("\($0)"), Descriptors.residentPages($0)) }

      _ = try await workshop.decode(
        (0..<10_000).map { files[$0 % files.count] }, DecodeOrder(sound: .init(rate: 8000)))

      #expect(workshop.children == children, "a child was replaced")
      let last = children.map { (Descriptors.count("\($0)"), Descriptors.residentPages($0)) }
      for (first, last) in zip(first, last) {
        // The first look may have met one at work.
        #expect(last.0 <= first.0, "descriptors of a child")
        #expect(last.1 < first.1 + 4096, "pages of a child: \(first.1), \(last.1)")
      }
    }

    // Tests beside this one hold some for a while; what leaks with files leaks by thousands.
    #expect(Descriptors.count("self") < before + 100)
  }
}
