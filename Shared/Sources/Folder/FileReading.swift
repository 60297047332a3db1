extension FileTree {
  /// What a file holds, and why it could not be read to its end; throws why it is not read at all.
  func read(_ path: String) throws(ReadingFailure) -> ScrapedFile {
    let file = try OpenFile(absolute(path))
    guard isInside(try file.resolvedPath()) else {
      throw ReadingFailure("it is a link that leads out of the folder")
    }
    guard file.byteCount <= ScrapeReader.byteLimit else { throw ReadingFailure(ScrapeReader.tooLarge) }
    let (content, failure) = ScrapeReader.read(file, place: path)
    // What is packed and damaged is good up to there. Of a file that is being written nobody knows.
    if let failure, !failure.isDamage { throw failure }
    return content
  }

  private func isInside(_ path: String) -> Bool {
    isFolder ? path.hasPrefix(root == "/" ? root : root + "/") : path == root
  }
}
