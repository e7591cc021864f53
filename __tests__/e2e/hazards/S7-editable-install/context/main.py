import answer

print(answer.answer())
