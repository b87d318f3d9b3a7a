/// Asks something of each item, so many at once.
///
/// - Parameter begin: is told of each item, by its place, when work on it begins.
/// - Parameter report: is told of each answer when there is one, in no fixed order.
/// - Returns: the answers in the order of the items.
/// - Throws: the first error, once all items had their turn.
package func concurrently<Item: Sendable, Answer: Sendable>(
  _ items: [Item], jobs: Int, begin: (Int) -> Void = { _ in },
  report: (Int, Answer) -> Void = { _, _ in },
  _ ask: @escaping @Sendable (Item) async throws -> Answer
) async throws -> [Answer] {
  let (answers, failure) = await withTaskGroup(of: (Int, Result<Answer, any Error>).self) {
    group in
    var waiting = Array(items.enumerated()).makeIterator()
    var answers = [Answer?](repeating: nil, count: items.count)
    func start() {
      guard let (index, item) = waiting.next() else { return }
      begin(index)
      group.addTask {
        do {
          return (index, .success(try await ask(item)))
        } catch {
          return (index, .failure(error))
        }
      }
    }
    for _ in 0..<min(jobs, items.count) { start() }
    var failure: (any Error)?
    while let (index, result) = await group.next() {
      switch result {
      case .success(let answer):
        answers[index] = answer
        report(index, answer)
      case .failure(let error): failure = failure ?? error
      }
      start()
    }
    return (answers.compactMap { $0 }, failure)
  }
  if let failure { throw failure }
  return answers
}
