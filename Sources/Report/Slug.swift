extension String {
  /// A name as the name of a file or of a place in a page: small letters and digits, with hyphens.
  public var slug: String {
    lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }
}
