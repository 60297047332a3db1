import Compression
import Models
import TestKit

@testable import Sources

/// Gives bytes in chunks of any size.
final class ChoppedBytes: ByteSupply {
  private var bytes: ArraySlice<UInt8>
  private var generator: SeededGenerator
  private let failure: ReadingFailure?

  init(_ bytes: [UInt8], seed: UInt64, failure: ReadingFailure? = nil) {
    self.bytes = bytes[...]
    self.failure = failure
    generator = SeededGenerator(seed: seed)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingFailure) -> Int {
    if bytes.isEmpty, let failure { throw failure }
    let count = min(bytes.count, buffer.count, Int.random(in: 1...997, using: &generator))
    buffer.copyBytes(from: bytes.prefix(count))
    bytes = bytes.dropFirst(count)
    return count
  }
}

/// What is read through a window of that size, part by part, put together again.
func narrowly(
  _ bytes: [UInt8], ahead: Int, seed: UInt64 = 1, portion: Harvest.Portion = .init(records: 3),
  failure: ReadingFailure? = nil
) -> (file: ScrapedFile, rejected: [String: Int], parts: Int) {
  var file = ScrapedFile()
  var (rejected, parts) = ([String: Int](), 0)
  let supply = Unpacking(ChoppedBytes(bytes, seed: seed, failure: failure), limits: .init())
  let window = Window(supply, ahead: ahead)
  withoutActuallyEscaping({ (batch: ScrapeBatch) -> Bool in
    for author in batch.authors {
      if let place = file.authors.firstIndex(where: { $0.handle == author.handle }) {
        file.authors[place] = file.authors[place].updated(by: author)
      } else {
        file.authors.append(author)
      }
    }
    file.videos += batch.posts
    file.tracks += batch.tracks
    file.rejections += batch.rejections
    rejected.merge(batch.rejected, uniquingKeysWith: +)
    parts += 1
    return true
  }) { sink in
    var walker = Walker(window, taker: Harvest(place: "test.json", portion: portion, sink: sink))
    ScrapeReader.walk(&walker, window)
    walker.taker.finish()
  }
  return (file, rejected, parts)
}
