import cv2

image = cv2.imread("/data/in.jpg", cv2.IMREAD_GRAYSCALE)
print(cv2.Canny(image, 100, 200).mean())
