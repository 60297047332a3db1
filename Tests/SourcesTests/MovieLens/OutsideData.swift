import FoundationEssentials
import TestKit
import Testing

/// Data that may be read and not be kept in the checkout: it lies beside it, or nowhere.
enum OutsideData {
  static let movieLens: String? = {
    let folder = CheckoutFiles.root + "/../shared/data/movielens"
    return FileManager.default.fileExists(atPath: folder + "/ratings_dirty.csv") ? folder : nil
  }()
}

extension Trait where Self == ConditionTrait {
  static var needsMovieLens: Self {
    .enabled(if: OutsideData.movieLens != nil, "the data set of MovieLens does not lie beside the checkout")
  }
}
