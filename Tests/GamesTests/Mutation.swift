/// Changes files at random, so that they are almost as they should be.
struct Mutation {
  /// What files are made of.
  private static let tokens = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0041", "\\ud800", "\n", "\t", " ", "\0", "é",
    "\u{FEFF}", "null",
    "true", "-", "1e9", "1e-9999", "0.5", "007", "1/3", "1/0", ".5", "99999999999999999999",
    "\"player\": \"A\"",
    "\"value\": \"a*epsilon*epsilon\"", "\"utility\": []", "\"children\": []", "\"condition\": []",
    "(", ")", "a + ",
    "| ", "& ", ">= ", "epsilon", "\"\"", "p \"\" 1 1 0\n", "c \"\" 1 0\n", "t \"\" 0\n",
    "t \"\" 1\n",
    "EFG 2 R \"\" { \"A\" }\n", "{ 1, 2 }", "{ \"a\" \"b\" }", "{ \"a\" 1/2 \"b\" 1/2 }",
  ].map { Array($0.utf8) }

  /// What can stand within itself again and again.
  private static let nests = [
    "[", "(", "-", "{\"x\": ",
    "{\"player\": \"A\", \"children\": [{\"action\": \"left\", \"child\": ",
    "p \"\" 1 1 0\n", "\"", "\\", "9",
  ].map { Array($0.utf8) }

  let files: [[UInt8]]
  var dice: Dice

  /// One of the files with one to eight changes.
  mutating func next() -> [UInt8] {
    var file = files[dice.roll(files.count)]
    for _ in 0...dice.roll(8) { change(&file) }
    return file
  }

  private mutating func change(_ file: inout [UInt8]) {
    let place = dice.roll(file.count + 1)
    let rest = file.count - place
    let length = min(rest, 1 << dice.roll(9))
    switch dice.roll(10) {
    case 0 where rest > 0: file[place] ^= 1 << dice.roll(8)
    case 1 where rest > 0: file[place] = UInt8(dice.roll(256))
    case 2: file.removeSubrange(place..<place + dice.roll(length + 1))
    case 3: file.insert(contentsOf: file[place..<place + length], at: dice.roll(file.count + 1))
    case 4: file.removeSubrange(place...)
    case 5:
      let other = files[dice.roll(files.count)]
      let start = dice.roll(other.count)
      file.insert(contentsOf: other[start..<min(start + length, other.count)], at: place)
    case 6:
      let nest = Self.nests[dice.roll(Self.nests.count)]
      for _ in 0..<(1 << dice.roll(12)) { file.insert(contentsOf: nest, at: place) }
    case 7: swapTexts(&file)
    case 8: changeNumber(&file)
    default: file.insert(contentsOf: Self.tokens[dice.roll(Self.tokens.count)], at: place)
    }
  }

  /// Exchanges two texts in quotes.
  private mutating func swapTexts(_ file: inout [UInt8]) {
    let quotes = file.indices.filter { file[$0] == UInt8(ascii: "\"") }
    guard quotes.count >= 4 else { return }
    let first = 2 * dice.roll(quotes.count / 2 - 1)
    let second = first + 2 + 2 * dice.roll(quotes.count / 2 - 1 - first / 2)
    let left = quotes[first]...quotes[first + 1]
    let right = quotes[second]...quotes[second + 1]
    let (leftText, rightText) = (Array(file[left]), Array(file[right]))
    file.replaceSubrange(right, with: leftText)
    file.replaceSubrange(left, with: rightText)
  }

  /// Writes another number in the place of one.
  private mutating func changeNumber(_ file: inout [UInt8]) {
    func isDigit(_ byte: UInt8) -> Bool { 0x30 <= byte && byte <= 0x39 }
    let starts = file.indices.filter {
      isDigit(file[$0]) && ($0 == 0 || !isDigit(file[$0 - 1]))
    }
    guard let start = dice.one(of: starts) else { return }
    let end = file[start...].firstIndex { !isDigit($0) } ?? file.count
    let number = dice.roll(3) == 0 ? dice.roll(Int.max) : dice.roll(4)
    file.replaceSubrange(start..<end, with: "\(number)".utf8)
  }
}
