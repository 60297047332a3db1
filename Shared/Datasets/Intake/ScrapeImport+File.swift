public import FoundationEssentials
import Models
public import Sources

extension ScrapeImport {
  /// Posts that one part has at most.
  private static let partLength = 500

  /// Takes in a file that was read as a whole and was true at that moment, part by part.
  public mutating func takeIn(_ file: ScrapedFile, at: Date) async throws {
    let posters = Set(file.videos.compactMap(\.author))
    // What belongs to no post comes first.
    var part = ScrapeBatch(
      authors: file.authors.filter { !posters.contains($0.handle) }, tracks: file.tracks,
      rejections: file.rejections,
      rejected: file.rejections.reduce(into: [:]) { $0[$1.rule, default: 0] += 1 })
    part.records = part.authors.count + part.tracks.count
    for start in stride(from: 0, to: file.videos.count, by: Self.partLength) {
      let posts = Array(file.videos[start..<min(start + Self.partLength, file.videos.count)])
      let handles = Set(posts.compactMap(\.author))
      part.authors += file.authors.filter { handles.contains($0.handle) }
      part.posts = posts
      part.records += posts.count
      try await takeIn(part, at: at)
      part = ScrapeBatch()
    }
    if part.records > 0 || !part.rejections.isEmpty { try await takeIn(part, at: at) }
  }
}
