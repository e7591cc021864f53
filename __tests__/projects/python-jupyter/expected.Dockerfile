FROM python:3.10-slim

WORKDIR /notebooks

RUN pip install --no-cache-dir jupyterlab==4.2.1 pandas scikit-learn seaborn

COPY *.ipynb ./

EXPOSE 8888
CMD ["jupyter", "lab", "--ip=0.0.0.0", "--port=8888", "--no-browser", "--allow-root"]
