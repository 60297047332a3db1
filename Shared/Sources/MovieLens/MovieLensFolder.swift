import Glibc

/// A data set of MovieLens as it is published: a folder with `movies.csv`, `ratings.csv` and, where they are there,
/// `tags.csv` and `links.csv`. Files are read as a stream; what is wrong with a row is told, and the rest goes on.
public struct MovieLensFolder: Sendable {
  /// Hears of each row that is not taken in.
  public typealias Reject = (RejectedRow) throws -> Void
  /// Hears from time to time how many bytes of a file were read.
  public typealias Advance = (Int) throws -> Void

  public let path: String
  public let movies: String
  public let ratings: String
  /// Nil where there is no such file.
  public let tags: String?
  public let links: String?

  /// `ratings` is another file than `ratings.csv`: a path, or a name in the folder.
  public init(_ path: String, ratings: String? = nil) throws(CSVError) {
    self.path = path
    movies = path + "/movies.csv"
    if let ratings {
      self.ratings = ratings.utf8.contains(UInt8(ascii: "/")) ? ratings : path + "/" + ratings
    } else {
      self.ratings = path + "/ratings.csv"
    }
    for file in [movies, self.ratings] where !Self.exists(file) {
      throw CSVError("there is no \(file); a folder of MovieLens holds movies.csv and ratings.csv")
    }
    tags = Self.exists(path + "/tags.csv") ? path + "/tags.csv" : nil
    links = Self.exists(path + "/links.csv") ? path + "/links.csv" : nil
  }

  /// Of all its files.
  public var byteCount: Int {
    [movies, ratings, tags, links].compactMap(\.self).reduce(0) { sum, file in
      var status = stat()
      return stat(file, &status) == 0 ? sum + Int(status.st_size) : sum
    }
  }

  private static func exists(_ path: String) -> Bool { !path.utf8.contains(0) && access(path, F_OK) == 0 }
}
